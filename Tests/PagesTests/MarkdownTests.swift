import Testing

@testable import Pages

@Suite struct MarkdownTests {
    @Test(
        arguments: [
            ("# Title", "<h3>Title</h3>"),
            (
                "a **b** and *c* ~~d~~ `<e>`",
                "<p>a <strong>b</strong> and <em>c</em> <del>d</del> <code>&lt;e&gt;</code></p>"
            ),
            ("snake_case_name stays", "<p>snake_case_name stays</p>"),
            (
                "[site](https://a.example/x \"t\")",
                "<p><a href=\"https://a.example/x\" rel=\"nofollow noopener noreferrer\">site</a></p>"
            ),
            (
                "see https://a.example/x.",
                "<p>see <a href=\"https://a.example/x\" rel=\"nofollow noopener noreferrer\">https://a.example/x</a>.</p>"
            ),
            ("```python\nx < 1\n**y**\n```", "<pre><code>x &lt; 1\n**y**</code></pre>"),
            ("- a\n  - b\n- c", "<ul><li>a</li><li class=\"deep\">b</li><li>c</li></ul>"),
            ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
            ("> said\n> twice", "<blockquote> said\n twice</blockquote>"),
            ("a\r\n\r\n---\r\nb", "<p>a</p><hr><p>b</p>"),
            ("\\*no\\*", "<p>*no*</p>"), ("2 * 3 * 4", "<p>2 * 3 * 4</p>"),
            ("```\nopen", "<pre><code>open</code></pre>")
        ])
    func `what people write becomes what they mean`(source: String, html: String) {
        #expect(Markdown.html(source).text == html)
    }

    @Test func `a table has heads, cells and sides`() {
        let html = Markdown.html(
            "| metric | value |\n|---|---:|\n| acc \\| f1 | **0.9** |\n| short |\n| a | b | extra |"
        ).text
        #expect(html.contains("<th scope=\"col\">metric</th><th scope=\"col\" class=\"right\">value</th>"))
        #expect(html.contains("<td>acc | f1</td><td class=\"right\"><strong>0.9</strong></td>"))
        #expect(html.contains("<tr><td>short</td></tr>"))
        #expect(!html.contains("extra"))
    }

    @Test(
        arguments: [
            "<script>alert(1)</script>", "[x](javascript:alert(1))", "[x](data:text/html,y)", "![x](javascript:y)",
            "[a](https://x\" onclick=\"y)", "https://x\"onclick=y", "<img src=x onerror=y>", "[x](//evil)",
            "# <iframe>", "| <b> |\n|---|\n| <i> |", "`\"'><svg>`", "[**](https://a)**<u>"
        ])
    func `nothing a job writes becomes markup of its own`(source: String) {
        let html = Markdown.html(source).text
        for tag in html.matches(of: /<\/?([a-z0-9]+)([^>]*)>/) {
            #expect(
                ["p", "a", "h3", "code", "div", "table", "thead", "tbody", "tr", "th", "td", "strong", "em"].contains(
                    String(tag.1)))
            #expect(tag.2.firstMatch(of: /on[a-z]+=/.ignoresCase()) == nil || tag.2.contains("&quot;"))
        }
        #expect(html.firstMatch(of: /href="(?!https?:\/\/)/) == nil)
    }

    @Test(arguments: ["*", "**a", "[", "`", "_", "~~", "![", "a|", "> ", "- ", "[](", "https://", "\\"])
    func `a long hostile line takes no longer than its length`(part: String) {
        let text = String(repeating: part, count: 30_000 / part.count)
        #expect(!Markdown.html(text).text.isEmpty)
    }

    @Test func `a text over the limit is cut and says so`() {
        let html = Markdown.html(String(repeating: "word \n", count: 60_000)).text
        #expect(html.hasSuffix("is not shown.</p>"))
    }
}
