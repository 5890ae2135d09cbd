import Core
import Foundation
import Testing

@testable import Pages

@Suite struct PageTests {
    /// Elements that never have an end tag.
    private static let empty: Set<String> = ["meta", "link", "input", "hr", "br", "rect", "path"]

    @Test(arguments: ["", Make.hostile])
    func `every element of every page is closed where it was opened`(text: String) throws {
        for (name, page) in Gallery(text: text).pages {
            var open: [String] = []
            for tag in page.document(Make.context).matches(
                of: /<(\/?)([a-zA-Z0-9]+)(?:\s+[a-zA-Z-]+(?:="[^"]*")?)*\s*(\/?)>/)
            {
                let element = String(tag.2)
                if tag.1.isEmpty {
                    if tag.3.isEmpty, !Self.empty.contains(element) { open.append(element) }
                } else {
                    #expect(open.popLast() == element, "\(name): </\(element)>")
                }
            }
            #expect(open.isEmpty, "\(name)")
        }
    }

    @Test func `no hostile text becomes markup on any page`() {
        for (name, page) in Gallery(text: Make.hostile).pages {
            let html = page.document(Make.context)
            #expect(html.components("<script") == 1, "\(name)")
            let handlers = html.matches(of: /<[a-zA-Z][^"<>]*(?:"[^"]*"[^"<>]*)*>/).filter { tag in
                tag.0.replacing(/"[^"]*"/, with: "").contains(/\son[a-z]+=/)
            }
            #expect(handlers.isEmpty, "\(name)")
        }
    }

    @Test func `pages obey their own security policy`() {
        for (name, page) in Gallery(text: "").pages {
            let html = page.document(Make.context)
            let isStyled = html.contains(/<[^>]*\sstyle=/) || html.contains("<style")
            let isForeign = html.contains(/(src|href)="(https?:)?\/\/(?!a\.example)/)
            #expect(!isStyled && !isForeign, "\(name)")
        }
    }

    @Test func `ids are unique and labels have their fields`() {
        for (name, page) in Gallery(text: "").pages {
            let html = page.document(Make.context)
            let ids = html.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
            #expect(
                Set(ids).count == ids.count,
                "\(name): \(Dictionary(grouping: ids, by: \.self).filter { $1.count > 1 }.keys)")
            for label in html.matches(of: /(?:for|aria-labelledby|aria-describedby|list)="([^"]*)"/) {
                #expect(ids.contains(String(label.1)), "\(name): \(label.1)")
            }
            #expect(html.components("<h1>") == 1, "\(name)")
        }
    }

    @Test func `no state is told by colour alone`() {
        for conclusion in Conclusion.allCases {
            #expect(!Mark(conclusion).word.isEmpty && !Mark(conclusion).icon.isEmpty)
        }
        for state in JobState.allCases { #expect(!Mark(job: state, nil).word.isEmpty) }
        #expect(Mark(.success).icon != Mark(.failure).icon)
    }

    @Test func `a reader who is not signed in sees no buttons that change something`() {
        let reader = PageContext(now: Make.now, isSignedIn: false)
        let page = Make.runPage(Make.run(state: .running), jobs: [Make.job(1, "a", state: .running)])
        #expect(page.page(Make.context).document(Make.context).contains("action=\"/runs/7/cancel\""))
        #expect(!page.page(reader).document(reader).contains("method=\"post\""))
    }

    @Test func `failed jobs can be run again alone, only when there are some`() {
        let green = Make.runPage(jobs: [Make.job(1, "a")]).page(Make.context).main.text
        let red = Make.runPage(jobs: [Make.job(1, "a", conclusion: .lost)]).page(Make.context).main.text
        #expect(green.contains("/runs/7/rerun\"") && !green.contains("rerun-failed"))
        #expect(red.contains("/runs/7/rerun-failed\""))
    }

    @Test func `a skipped job says which commit vouches for it`() {
        let html = Gallery(text: "").pages.first { $0.name == "run" }?.page.main.text ?? ""
        #expect(
            html.contains(
                "Vouched for by <a href=\"/runs/5\">run #5</a> at <code class=\"sha\" title=\"\(Make.sha.hex)\">1a2b3c4</code>"
            ))
    }

    @Test func `secrets among a delivery's headers are not shown`() {
        let html = Gallery(text: "").pages.first { $0.name == "event" }?.page.main.text ?? ""
        #expect(!html.contains("the-shared-secret"))
        #expect(html.contains("<dt>X-Gitlab-Token</dt><dd><code class=\"long\"><em>hidden</em>"))
        #expect(html.contains("ci.example"))
    }

    @Test func `the filter stays while paging`() {
        let html = Gallery(text: "").pages.first { $0.name == "repository" }?.page.main.text ?? ""
        #expect(html.contains("href=\"/repositories/team/weather?branch=main&amp;status=failure&amp;before=30\""))
    }

    @Test func `a run's artifacts are there to be downloaded, with what they are and how long they stay`() {
        let artifacts = [Make.artifact(3, "the model", size: 1536), Make.artifact(4, "plots", size: 41 << 20)]
        let html = Make.runPage(jobs: [Make.job(1, "a")], artifacts: artifacts).page(Make.context).main.text
        #expect(html.contains("<a href=\"/api/v1/runs/7/artifacts/3/archive\">the model</a>"))
        #expect(html.contains("1.5 KiB") && html.contains("41 MiB") && html.contains("in 90 days"))
        #expect(html.contains("title=\"\(String(repeating: "5e", count: 32))\">5e5e5e5e5e5e<"))
        #expect(!Make.runPage(jobs: [Make.job(1, "a")]).page(Make.context).main.text.contains("Artifacts"))
    }

    @Test(
        arguments: [
            (0, "0 B"), (1023, "1023 B"), (1024, "1 KiB"), (1536, "1.5 KiB"), (20 << 20, "20 MiB"),
            (Int64.max, "8388607 TiB"), (-1, "0 B")
        ])
    func `sizes are written for people`(bytes: Int64, text: String) {
        #expect(ByteCount.text(bytes) == text)
    }

    @Test(
        arguments: [
            (0, "0 ms"), (999, "999 ms"), (8250, "8.2 s"), (59_999, "59 s"), (185_000, "3 min 5 s"),
            (7_800_000, "2 h 10 min"), (-5, "0 ms")
        ])
    func `durations are written for people`(milliseconds: Int, text: String) {
        #expect(Moment.length(.milliseconds(milliseconds)) == text)
    }

    @Test func `an asset's name changes with its content`() {
        let one = Asset(name: "a", extension: "css", contentType: "text/css", content: "x")
        let other = Asset(name: "a", extension: "css", contentType: "text/css", content: "y")
        #expect(one.path != other.path)
        for asset in Asset.all { #expect(asset.path.wholeMatch(of: /\/assets\/[a-z]+-[0-9a-z]+\.[a-z]+/) != nil) }
    }

    /// For a look at them: `ANNEAL_PAGES=DIR swift test --filter PagesTests` writes every page and asset to a folder.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["ANNEAL_PAGES"] != nil))
    func `pages are written out for a look`() throws {
        let folder = try #require(ProcessInfo.processInfo.environment["ANNEAL_PAGES"])
        try FileManager.default.createDirectory(atPath: folder + "/assets", withIntermediateDirectories: true)
        for asset in Asset.all { try Data(asset.content.utf8).write(to: URL(filePath: folder + asset.path)) }
        for (name, page) in Gallery(text: "").pages {
            let html = page.document(Make.context).replacing("\"/assets/", with: "\"assets/")
            try Data(html.utf8).write(to: URL(filePath: "\(folder)/\(name).html"))
        }
    }
}
