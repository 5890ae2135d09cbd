import Testing

@testable import Pages

@Suite struct LogTests {
    @Test func `colours become classes and go on over line ends`() {
        let html = Make.logHTML("\u{1B}[1;31mred\nstill\u{1B}[0m plain\n")
        #expect(html.contains("<span class=\"f1 bo\">red</span>"))
        #expect(html.contains("<span class=\"f1 bo\">still</span> plain"))
    }

    @Test(
        arguments: [
            ("38;5;9", "f9"), ("38;5;196", "f9"), ("38;5;21", "f4"), ("38;2;0;255;0", "f10"), ("48;5;232", "b0"),
            ("38;5;244", "f8"), ("96", "f14"), ("107", "b15"), ("7;32", "b2")
        ])
    func `256 and true colours become the nearest of sixteen`(code: String, classes: String) {
        #expect(Make.logHTML("\u{1B}[\(code)mx").contains("<span class=\"\(classes)\">x</span>"))
    }

    @Test(
        arguments: [
            "\u{1B}[2Jx", "\u{1B}]0;title\u{7}x", "\u{1B}]8;;https://evil\u{1B}\\x",
            "\u{1B}(x".replacing("(", with: "="),
            "\u{1B}[999999999999999999999;1;mx\u{1B}[0m", "x\u{1B}[", "x\u{1B}", "x\u{1B}]never ends", "\u{1B}[38;5mx"
        ])
    func `other sequences, and broken ones, show nothing`(line: String) {
        var style = TerminalStyle.plain
        let text = TerminalLine(Array(line.utf8)[...], style: &style).text
        #expect(text == "x")
    }

    @Test func `of a progress bar only the last state is shown`() {
        #expect(Make.logHTML("10%\r50%\r100%\r\n").contains("<span class=\"t\">100%</span>"))
    }

    @Test func `hostile bytes cannot leave their line`() {
        let html = Make.logHTML("<script>\u{0}\u{8}\u{1B}[31m\"><img src=x>\n")
        #expect(!html.contains("<script") && !html.contains("<img"))
        #expect(html.contains("&lt;script&gt;\u{FFFD}\u{FFFD}"))
    }

    @Test func `invalid UTF-8 is shown as such`() {
        let lines = LogWindow.lines(of: [0x61, 0xFF, 0xFE, 0x62, 0x0A], first: 1)
        let html = LogWindow(lines: lines, total: 1, size: 5).html(link: { _ in "" }, raw: { _ in "" }, isLive: false)
        #expect(html.text.contains("a\u{FFFD}\u{FFFD}b"))
    }

    @Test func `each line has a number, an anchor and a link`() {
        let lines = LogWindow.lines(of: Array("a\n\nb".utf8), first: 41)
        #expect(lines.map(\.number) == [41, 42, 43])
        let page = Make.jobPage(.window(LogWindow(lines: lines, total: 90, size: 500), isTail: false))
        let html = page.page(Make.context).document(Make.context)
        #expect(html.contains("id=\"L42\""))
        #expect(html.contains("href=\"/jobs/11?from=41#L42\""))
        #expect(html.contains("lines 41 to 43 of 90"))
    }

    @Test func `a very long line is cut and links to its bytes`() {
        let html = Make.logHTML(String(repeating: "x", count: 5000) + "\n")
        #expect(html.contains("<a class=\"cut\" href=\"/raw/1\">… 1000 more bytes</a>"))
        #expect(!html.contains(String(repeating: "x", count: 4001)))
    }

    @Test func `groups fold, and one with an error is open`() {
        let html = Make.logHTML(
            "::group::Install\npip\n::endgroup::\n::group::Bad\n::error file=a.py,line=3::no%0Away\n::endgroup::\nafter\n"
        )
        #expect(html.contains("<details class=\"group\" id=\"G1\"><summary>"))
        #expect(html.contains("<details class=\"group\" id=\"G4\" open><summary>"))
        #expect(html.contains("<strong>Error:</strong> no way <span class=\"place\">a.py:3</span>"))
        #expect(html.components("<details") == html.components("</details>"))
    }

    @Test func `a group without an end is closed with the log, and open while the log grows`() {
        let window = Make.window("::group::Train\nepoch 1\n")
        let html = window.html(link: { _ in "" }, raw: { _ in "" }, isLive: true).text
        #expect(html.contains("id=\"G1\" open"))
        #expect(html.hasSuffix("</details>\n"))
    }

    @Test(arguments: 1...20)
    func `a search finds the same lines however the log is cut into pieces`(size: Int) {
        let log = Array("Loss 0.5\nnothing\n\u{1B}[31mlo\u{1B}[0mss 0.4\n\nlast LOSS".utf8)
        var search = LogSearch("loss")
        for start in stride(from: 0, to: log.count, by: size) {
            search.feed(Array(log[start..<min(start + size, log.count)]))
        }
        search.finish()
        #expect(search.matches.map(\.number) == [1, 3, 5])
    }

    @Test func `a search stops at its limit and says where to go on`() {
        var search = LogSearch("x")
        search.feed(Array(String(repeating: "x\n", count: 500).utf8))
        #expect(search.isFull && search.matches.count == 200 && search.line == 201)
        var rest = LogSearch("x", from: search.line)
        rest.feed(Array("y\nx\n".utf8))
        #expect(rest.matches.map(\.number) == [202])
        let page = Make.jobPage(.matches(search.matches, query: Make.hostile, rest: 201)).page(Make.context)
        #expect(page.main.text.contains("from=201"))
        #expect(!page.main.text.contains("<script"))
    }
}

extension String {
    func components(_ part: String) -> Int { ranges(of: part).count }
}
