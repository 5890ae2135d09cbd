import Core
import Testing

@testable import Workflows

@Suite struct YAMLParserTests {
    private func tree(_ text: String) throws -> YAMLNode {
        var parser = YAMLParser(YAMLSource(text))
        return try #require(try parser.parse())
    }

    private func error(_ text: String) -> String? {
        var parser = YAMLParser(YAMLSource(text))
        do {
            _ = try parser.parse()
            return nil
        } catch {
            return "\(error.position.line):\(error.position.column) \(error.message)"
        }
    }

    /// Each with its value as JSON.
    private static let scalars: [(String, String)] = [
        ("null", "null"), ("", "null"), ("~", "null"), ("true", "true"), ("False", "false"),
        ("yes", #""yes""#), ("on", #""on""#), ("12", "12"), ("-0x1F", #""-0x1F""#), ("0x1F", "31"), ("0o17", "15"),
        ("017", "17"), ("1_000", #""1_000""#), ("1.5e3", "1500"), (".5", "0.5"), ("1.2.3", #""1.2.3""#),
        ("'1'", #""1""#), (#""true""#, #""true""#), ("!!str 1", #""1""#), ("! 1", #""1""#), ("!!float 2", "2"),
        ("nan", #""nan""#), ("0x1p3", #""0x1p3""#), ("2024-01-01", #""2024-01-01""#), ("e5", #""e5""#), (".", #"".""#),
        ("|\n  x\n   y\n\n", #""x\n y\n""#), ("|-\n  x\n", #""x""#), ("|+\n  x\n\n", #""x\n\n""#),
        (">\n  x\n  y\n\n  z\n   w\n  v\n", #""x y\nz\n w\nv\n""#), ("|2\n    x\n", #""  x\n""#),
        ("\"x\\n\\u00e9\\x41 \\\n   y\"", #""x\néA y""#), ("'it''s'", #""it's""#),
        ("x\n  y\n\n  z", #""x y\nz""#), ("\"x\n  y\n\n  z\"", #""x y\nz""#), ("b#c", #""b#c""#), ("b #c", #""b""#),
        ("http://x:80/", #""http://x:80/""#), ("😀", #""😀""#), ("| # c\n  x", #""x""#), ("&x b", #""b""#),
        ("x\r\n", #""x""#), ("!<tag:yaml.org,2002:str> 1", #""1""#)
    ]

    @Test(arguments: scalars)
    func `scalars have the values of the core schema`(text: String, json: String) throws {
        #expect(try tree("a: " + text)["a"]?.scalar?.value == Value(json: json), "\(text)")
    }

    private static let broken: [(String, String?)] = [
        ("a: b: c", "1:5"), ("a: - b", "1:4"), ("\ta: b", "1:1"), ("a:\n\t- b", "2:1"), ("a: 'x", "1:4"),
        ("a: [b", "1:4"), ("a: {b: c", "1:4"), ("a: b\n c: d", "2:3"), ("a:\n  b: c\n d: e", "3:2"),
        ("- a\nb: c", "2:1"), ("a: @b", "1:4"), ("a: %b", "1:4"), ("a: \"\\q\"", "1:5"), ("a: *x", "1:4"),
        ("? a\n: b", "1:1"), ("a: b\n---\nc: d", "2:1"), ("a\nb", nil), ("a: b\nc", "2:1"),
        ("a: 'b' c", "1:8"), ("a: [b] c", "1:8"), ("a: [b,,c]", "1:7"), ("a: \u{1}", "1:4"), ("a: é \u{7}", "1:6"),
        ("a: !!int x", "1:4"), ("a: !foo x", "1:4"), ("[a]: b", "1:4"), ("a: &x &y b", "1:7"),
        ("%TAG ! x\n---\na", "1:1")
    ]

    @Test(arguments: broken)
    func `what is no YAML is refused at its place`(text: String, place: String?) {
        let error = error(text)
        #expect(error?.split(separator: " ").first.map(String.init) == place, "\(text): \(error ?? "no error")")
    }

    @Test func `aliases repeat what their anchor marks, with its position`() throws {
        let node = try tree("a: &x {k: [1, 2]}\nb: *x\nc: &x z\nd: *x\n")
        #expect(node["b"]?["k"]?.sequence?.map(\.scalar?.value.number) == [1, 2])
        #expect(node["b"]?.position == SourcePosition(line: 1, column: 7))
        #expect(node["d"]?.text == "z")
    }

    @Test func `an alias inside of what it names is refused, and the rest is read`() {
        #expect(findings("on: push\njobs: &x {a: *x}\njob: 1\n").prefix(1) == ["2:14 invalid-yaml"])
        #expect(findings("on: push\njobs: &x {a: *x}\njob: 1\n").contains("3:1 unknown-key"))
    }

    @Test func `a bomb of aliases is refused, a thousand honest ones are not`() {
        var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1..<30 {
            bomb += "a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", "))]\n"
        }
        #expect(findings(bomb).map { $0.split(separator: " ").last } == ["limit"])
        let text =
            "a: &a " + String(repeating: "x", count: 100_000) + "\nb: ["
            + Array(repeating: "*a", count: 1000).joined(separator: ",") + "]"
        #expect(findings(text).map { $0.split(separator: " ").last } == ["limit"])
        #expect(error("a: &a x\nb:\n" + String(repeating: "  - *a\n", count: 1000)) == nil)
    }

    @Test(arguments: ["[", "- ", "{a: ", "\"", "'", "? ", "&", "!", "*", ":", "#", "|", "a:\n", "''", "- - ? "])
    func `endless nesting and endless runs end`(piece: String) {
        let text = String(repeating: piece, count: 100_000)
        #expect(!findings(text).isEmpty)
    }

    @Test func `nesting ends at the limit`() {
        #expect(error(String(repeating: "[", count: 50) + String(repeating: "]", count: 50)) == nil)
        #expect(error(String(repeating: "[", count: 51))?.hasPrefix("1:51 nested") == true)
        #expect(error(String(repeating: "- ", count: 51) + "x")?.hasPrefix("1:101 nested") == true)
    }

    @Test func `a key that is there twice is reported where it comes again`() {
        #expect(findings(job("env:\n  A: 1\n  'A': 2")) == ["6:7 duplicate-key"])
        #expect(findings(job("env: {A: 1, A: 2}")) == ["4:17 duplicate-key"])
    }

    @Test func `merge keys are refused, and a quoted one is a key`() {
        #expect(findings(job("env:\n  <<: {A: 1}")) == ["5:7 invalid-yaml"])
        #expect(findings(job("env:\n  '<<': x")) == [])
    }

    @Test func `positions count scalars, and a byte order mark is none`() throws {
        let node = try tree("\u{FEFF}\"é😀\": x\r\nb: y\rc: z")
        let pairs = try #require(node.mapping)
        #expect(
            pairs.map(\.value.position) == [
                SourcePosition(line: 1, column: 7), SourcePosition(line: 2, column: 4),
                SourcePosition(line: 3, column: 4)
            ])
        #expect(pairs.map(\.key.position.column) == [1, 1, 1])
    }
}
