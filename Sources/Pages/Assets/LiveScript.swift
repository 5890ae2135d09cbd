enum LiveScript {
    /// Keeps an open page up to date, and nothing else: when the server says that something changed, asks for the page
    /// again and changes what differs, so that scroll, selection and folds stay as they are.
    static let text = #"""
        "use strict";
        (() => {
          const main = () => document.getElementById("main");

          const morph = (old, now) => {
            if (old.isEqualNode(now)) return;
            if (old.nodeType !== now.nodeType || old.nodeName !== now.nodeName) { old.replaceWith(now); return; }
            if (old.nodeType !== Node.ELEMENT_NODE) { old.data = now.data; return; }
            const isFold = old.nodeName === "DETAILS";
            if (old.nodeName === "INPUT" || old.nodeName === "SELECT") return;
            for (const { name } of [...old.attributes])
              if (!now.hasAttribute(name) && !(isFold && name === "open")) old.removeAttribute(name);
            for (const { name, value } of now.attributes)
              if (old.getAttribute(name) !== value && !(isFold && name === "open")) old.setAttribute(name, value);
            const wanted = new Set([...now.children].map(c => c.id).filter(Boolean));
            const kept = new Map([...old.children].filter(c => wanted.has(c.id)).map(c => [c.id, c]));
            let at = old.firstChild;
            const drop = () => { const next = at.nextSibling; at.remove(); at = next; };
            for (const node of [...now.childNodes]) {
              while (at && at.id && !wanted.has(at.id)) drop();
              const match = node.id && kept.get(node.id);
              if (match) {
                if (match === at) at = at.nextSibling; else old.insertBefore(match, at);
                morph(match, node);
              } else if (at && !at.id && !node.id && at.nodeName === node.nodeName) {
                const next = at.nextSibling;
                morph(at, node);
                at = next;
              } else {
                old.insertBefore(node, at);
              }
            }
            while (at) drop();
          };

          let isBusy = false, isDue = false;
          const refresh = async () => {
            if (isBusy) { isDue = true; return; }
            isBusy = true;
            try {
              const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
              if (answer.ok && !answer.redirected) {
                const page = new DOMParser().parseFromString(await answer.text(), "text/html");
                const now = page.getElementById("main");
                const root = document.documentElement;
                const follows = main().querySelector("[data-follow]")
                  && root.scrollHeight - root.scrollTop - root.clientHeight < 60;
                if (now) { morph(main(), now); document.title = page.title; listen(); }
                if (follows) root.scrollTop = root.scrollHeight;
              }
            } catch { /* the stream reconnects by itself, and asks again then */ }
            setTimeout(() => { isBusy = false; if (isDue) { isDue = false; refresh(); } }, 300);
          };

          const streams = new Map();
          const listen = () => {
            const wanted = new Set(
              [main(), ...main().querySelectorAll("[data-live]")].map(e => e.dataset.live).filter(Boolean));
            // A log's address holds how much of it the page shows; an open stream goes on from there by itself.
            const key = address => address.split("?from=")[0];
            const keys = new Set([...wanted].map(key));
            for (const [name, stream] of streams) if (!keys.has(name)) { stream.close(); streams.delete(name); }
            for (const address of wanted) {
              if (streams.has(key(address))) continue;
              const stream = new EventSource(address);
              streams.set(key(address), stream);
              // What changed before we listened, or while the connection was lost.
              stream.onopen = refresh;
              for (const name of ["run", "event", "repository", "log"]) stream.addEventListener(name, refresh);
              stream.addEventListener("end", () => { stream.close(); refresh(); });
            }
          };

          const reveal = () => {
            const line = /^#L(\d+)$/.exec(location.hash);
            if (!line) return;
            const target = document.getElementById(location.hash.slice(1));
            if (!target) {
              const address = new URL(location.href);
              if (!document.querySelector(".log") || address.searchParams.get("from") === line[1]) return;
              address.searchParams.set("from", line[1]);
              location.replace(address);
              return;
            }
            for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
            target.scrollIntoView({ block: "center" });
          };

          addEventListener("hashchange", reveal);
          addEventListener("pagehide", () => { for (const stream of streams.values()) stream.close(); streams.clear(); });
          addEventListener("pageshow", event => { if (event.persisted) { listen(); refresh(); } });
          listen();
          reveal();
        })();

        """#
}
