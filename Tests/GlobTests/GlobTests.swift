import Core
import Testing

@Suite struct GlobTests {
    /// The rows of GitHub's "Filter pattern cheat sheet", and what its text says beside them.
    @Test(arguments: [
        ("feature/*", ["feature/my-branch", "feature/your-branch"], ["feature/a/b", "feature", "Feature/x"]),
        ("feature/**", ["feature/beta-a/my-branch", "feature/your-branch", "feature/mona/the/octocat"], ["feature"]),
        ("main", ["main"], ["mai", "main2", "x/main"]),
        ("releases/mona-the-octocat", ["releases/mona-the-octocat"], []),
        ("*", ["main", "releases", ""], ["all/the/branches"]),
        ("**", ["all/the/branches", "every/tag", ""], []),
        ("*feature", ["mona-feature", "feature", "ver-10-feature"], ["a/feature"]),
        ("v2*", ["v2", "v2.0", "v2.9"], ["v1", "v2/a"]),
        ("v[12].[0-9]+.[0-9]+", ["v1.10.1", "v2.0.0"], ["v3.0.0", "v1.0", "v1..0", "v1.0.x"]),
        ("*.jsx?", ["page.js", "page.jsx"], ["page.jsxx", "page.j", "a/page.js"]),
        ("**.js", ["index.js", "js/index.js", "src/js/app.js"], ["index.ts"]),
        ("docs/*", ["docs/README.md", "docs/file.txt"], ["docs/a/b"]),
        ("docs/**", ["docs/README.md", "docs/mona/octocat.txt"], ["docs", "a/docs/b"]),
        ("docs/**/*.md", ["docs/README.md", "docs/mona/hello-world.md", "docs/a/markdown/file.md"], ["docs/a.txt"]),
        ("**/docs/**", ["docs/hello.md", "dir/docs/my-file.txt", "space/docs/plan/space.doc"], ["adocs/x", "docs"]),
        ("**/README.md", ["README.md", "js/README.md"], ["XREADME.md", "a/XREADME.md"]),
        ("**/*src/**", ["a/src/app.js", "my-src/code/js/app.js"], ["src"]),
        ("**/*-post.md", ["my-post.md", "path/their-post.md"], ["post.md"]),
        ("**/migrate-*.sql", ["migrate-10909.sql", "db/migrate-v1.0.sql", "db/sept/migrate-v1.sql"], ["migrate.sql"]),
        ("*.md", ["README.md"], ["docs/hello.md"]),
        ("a?b", ["ab", "b"], ["aab", "axb"]),
        ("ab+", ["ab", "abbb"], ["a", "aba"]),
        ("[CB]at", ["Cat", "Bat"], ["at", "cat", "CBat"]),
        ("[1-2]00", ["100", "200"], ["300"]),
        ("[a-]b", ["ab", "-b"], ["bb"]),
        ("[0-9]?x", ["x", "7x"], ["77x"]),
        ("\\*", ["*"], ["a", "\\*"]),
        ("a\\?", ["a?"], ["a", ""]),
        ("\\!x", ["!x"], ["x", "\\!x"]),
        ("a!b", ["a!b"], ["ab"]),
        ("a/?b", ["ab", "a/b"], ["a//b"]),
        ("a**/b", ["a/b", "axx/b", "a/x/b"], ["ab"]),
        ("**/**/a", ["a", "x/a", "x/y/a"], ["xa"]),
        ("é?x", ["x", "éx"], ["ex"])
    ])
    func `a pattern fits exactly the whole texts that GitHub says it does`(
        pattern: String, fitting: [String], others: [String]
    ) throws {
        let glob = try Glob(parsing: pattern)
        for text in fitting {
            #expect(glob.matches(text), "\(pattern) must fit \(text)")
            #expect(glob.matches(utf8: text.utf8), "\(pattern) must fit the bytes of \(text)")
        }
        for text in others {
            #expect(!glob.matches(text), "\(pattern) must not fit \(text)")
            #expect(!glob.matches(utf8: text.utf8), "\(pattern) must not fit the bytes of \(text)")
        }
    }

    @Test(arguments: [
        ("", 0), ("!", 1), ("?a", 0), ("+", 0), ("!+a", 1), ("a*?", 2), ("a**+", 3), ("a??", 2), ("a++", 2),
        ("[", 0), ("ab[cd", 2), ("a[]", 1), ("[!a]", 1), ("[^a]", 1), ("[z-a]", 1), ("[a-Z]", 1), ("[0-z]", 1),
        ("ab\\", 2), ("[a\\", 0), ("**/?", 3)
    ])
    func `a broken pattern is refused at the character that is wrong`(pattern: String, offset: Int) {
        let error = #expect(throws: GlobError.self) { try Glob(parsing: pattern) }
        #expect(error?.offset == offset, "\(pattern): \(error?.description ?? "")")
    }

    @Test func `a pattern longer than any path is refused`() throws {
        _ = try Glob(parsing: String(repeating: "a", count: 4096))
        #expect(throws: GlobError.self) { try Glob(parsing: String(repeating: "a", count: 4097)) }
    }

    @Test func `an exclamation mark at the start negates and is not part of what is matched`() throws {
        let glob = try Glob(parsing: "!releases/**-alpha")
        #expect(glob.isNegated && glob.pattern == "!releases/**-alpha")
        #expect(glob.matches("releases/beta/3-alpha"))
        #expect(!glob.matches("!releases/beta/3-alpha"))
    }

    @Test func `a pattern made to explode takes no longer than any other`() throws {
        let glob = try Glob(parsing: String(repeating: "a?", count: 60) + String(repeating: "*a", count: 60) + "b")
        #expect(!glob.matches(String(repeating: "a", count: 400)))
        let stars = try Glob(parsing: String(repeating: "**/", count: 60) + "x")
        #expect(!stars.matches(String(repeating: "a/", count: 400)))
    }

    @Test func `a path that is not text fits only what takes every character`() throws {
        let path: [UInt8] = Array("data/".utf8) + [0xFF, 0xC3] + Array(".csv".utf8)
        #expect(try Glob(parsing: "data/*.csv").matches(utf8: path))
        #expect(try Glob(parsing: "**").matches(utf8: path))
        #expect(try !Glob(parsing: "data/ÿÃ.csv").matches(utf8: path))
        #expect(try !Glob(parsing: "data/\u{FFFD}\u{FFFD}.csv").matches(utf8: path))
        #expect(try !Glob(parsing: "data/*.json").matches(utf8: path))
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `what is decided at the ends of a text is what the whole pattern says`(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        for _ in 0..<2000 {
            var pattern = ""
            for _ in 0..<Int.random(in: 1...5, using: &random) {
                let pieces = pattern.hasSuffix("*") ? ["a", "/", "b."] : ["a", "b.", "é", "/", "a?", "*", "**", "**/"]
                pattern += pieces.randomElement(using: &random) ?? ""
            }
            let glob = try Glob(parsing: pattern)
            for _ in 0..<10 {
                let pieces = ["a", "b.", "é", "/", "a/", "ab"]
                let text = (0..<Int.random(in: 0...5, using: &random))
                    .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
                #expect(
                    glob.matches(text) == fits(pattern[...], text[...], startsSegment: true),
                    "\(pattern) and \(text), seed \(seed)")
                #expect(glob.matches(utf8: text.utf8) == glob.matches(text))
            }
        }
    }

    /// The table of ``Glob`` word for word, without a thought of time.
    private func fits(_ pattern: Substring, _ text: Substring, startsSegment: Bool) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        let cuts = [text.startIndex] + text.indices.map { text.index(after: $0) }
        if pattern.hasPrefix("**/"), startsSegment {
            return cuts.contains { cut in
                (cut == text.startIndex || text[..<cut].hasSuffix("/"))
                    && fits(pattern.dropFirst(3), text[cut...], startsSegment: true)
            }
        }
        if first == "*" {
            let isAny = pattern.hasPrefix("**")
            return cuts.contains { cut in
                (isAny || !text[..<cut].contains("/"))
                    && fits(pattern.dropFirst(isAny ? 2 : 1), text[cut...], startsSegment: false)
            }
        }
        if pattern.dropFirst().first == "?", fits(pattern.dropFirst(2), text, startsSegment: false) { return true }
        let length = pattern.dropFirst().first == "?" ? 2 : 1
        return text.first == first
            && fits(pattern.dropFirst(length), text.dropFirst(), startsSegment: first == "/" && length == 1)
    }
}

private struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
