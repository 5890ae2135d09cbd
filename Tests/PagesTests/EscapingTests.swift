import Testing

@testable import Pages

@Suite struct EscapingTests {
    @Test func `every interpolated text is escaped, literals are not`() {
        let html: HTML = "<b title=\"\(#""'<&>"#)\">\("<i>")</b>"
        #expect(html.text == "<b title=\"&quot;&#39;&lt;&amp;&gt;\">&lt;i&gt;</b>")
    }

    @Test func `a quote that carries a combining mark is escaped too`() {
        let html: HTML = "<input value=\"\("\"\u{301} onfocus=alert(1)<\u{301}b")\">"
        #expect(html.text == "<input value=\"&quot;\u{301} onfocus=alert(1)&lt;\u{301}b\">")
    }

    @Test(arguments: ["\u{0}", "\u{1B}", "\r", "\u{7F}", "\u{85}", "\u{202E}", "\u{2066}", "\u{61C}"])
    func `controls and marks that reorder text are replaced`(mark: String) {
        let html: HTML = "\("a" + mark + "b")"
        #expect(html.text == "a\u{FFFD}b")
    }

    @Test func `tabs, line ends and other scripts stay`() {
        let text = "a\tb\nü → 日本 🏋️‍♀️ é"
        let html: HTML = "\(text)"
        #expect(html.text == text)
    }

    @Test(arguments: ["//evil.example", "https://evil.example", "/\\evil", "/a\nb", "", "runs", "/ü", "/a b"])
    func `a destination elsewhere becomes home`(path: String) {
        #expect(Address.local(path) == "/")
    }

    @Test func `a destination of ours stays`() {
        #expect(Address.local("/runs/7?x=1#L3") == "/runs/7?x=1#L3")
    }

    @Test func `names in addresses are percent-encoded`() {
        #expect(Address.repository("team/a b?") == "/repositories/team/a%20b%3F")
        #expect(Address.with("/x", [("q", "a&b=c"), ("none", nil), ("empty", "")]) == "/x?q=a%26b%3Dc")
    }
}
