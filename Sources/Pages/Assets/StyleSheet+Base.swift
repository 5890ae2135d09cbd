extension StyleSheet {
    /// Colours of both schemes (all texts have a contrast of 4.5 to 1 or more on what they stand on), type, the frame.
    static let base = """
        :root {
          color-scheme: light dark;
          --paper: #faf9f7; --card: #ffffff; --ink: #1d1c1a; --quiet: #625f59; --line: #dedad3; --field: #ffffff;
          --accent: #a83c14; --link: #8a3110; --hover: #f1ede6;
          --success: #1b6e37; --failure: #b3202a; --warning: #855400; --running: #1558b0; --queued: #5d5a54;
          --success-wash: #e9f5ec; --failure-wash: #fdecec; --warning-wash: #fdf3dd; --running-wash: #e8f0fb;
          --log: #fdfcfa; --log-line: #f3f0ea; --target: #fff1b8;
          --mono: ui-monospace, "SFMono-Regular", "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #161513; --card: #1e1d1a; --ink: #ebe8e2; --quiet: #a5a097; --line: #383530; --field: #141311;
            --accent: #f08a5d; --link: #f5a37f; --hover: #292722;
            --success: #6fcf8b; --failure: #ff8d8d; --warning: #e9b44c; --running: #7fb4ff; --queued: #b3aea5;
            --success-wash: #16291c; --failure-wash: #35191a; --warning-wash: #32270f; --running-wash: #16243a;
            --log: #121110; --log-line: #211f1c; --target: #4a3f14;
          }
        }
        * { box-sizing: border-box; }
        html { scroll-padding-top: 4rem; -webkit-text-size-adjust: 100%; }
        body {
          margin: 0; background: var(--paper); color: var(--ink);
          font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
        }
        a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: 1px; }
        a:hover { text-decoration-thickness: 2px; }
        :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
        main:focus { outline: none; }
        h1 { font-size: 1.5rem; line-height: 1.25; margin: .2rem 0 .4rem; overflow-wrap: anywhere; letter-spacing: -.01em; }
        h2 { font-size: 1.05rem; margin: 1.6rem 0 .6rem; overflow-wrap: anywhere; }
        h3, h4, h5, h6 { font-size: 1rem; margin: .8rem 0 .3rem; overflow-wrap: anywhere; }
        p { margin: .4rem 0; overflow-wrap: anywhere; }
        code, pre { font-family: var(--mono); font-size: .87em; }
        pre { overflow-x: auto; background: var(--log); border: 1px solid var(--line); border-radius: 6px; padding: .6rem .8rem; }
        .top {
          display: flex; align-items: center; gap: .4rem 1.4rem; padding: .55rem max(1rem, calc((100vw - 74rem) / 2));
          border-bottom: 1px solid var(--line); background: var(--card);
        }
        .top ul { display: flex; gap: 1.1rem; list-style: none; margin: 0; padding: 0; }
        .top nav a { color: var(--ink); text-decoration: none; }
        .top nav a:hover { text-decoration: underline; }
        .brand { font-weight: 700; letter-spacing: -.02em; font-size: 1.1rem; color: var(--accent); text-decoration: none; }
        .door { margin-left: auto; white-space: nowrap; }
        main { max-width: 76rem; margin: 0 auto; padding: 1rem 1rem 4rem; }
        .skip { position: absolute; left: -100vw; }
        .skip:focus { left: .5rem; top: .5rem; background: var(--card); padding: .4rem .8rem; z-index: 2; }
        .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
        .trail ol { display: flex; flex-wrap: wrap; gap: .3rem; list-style: none; margin: 0; padding: 0; font-size: .9rem; }
        .trail li { overflow-wrap: anywhere; }
        .trail li:not(:last-child)::after { content: "/"; color: var(--quiet); margin-left: .3rem; }
        .quiet { color: var(--quiet); }
        .url { font-family: var(--mono); font-size: .85rem; margin-top: 0; }
        .long { overflow-wrap: anywhere; }

        """
}
