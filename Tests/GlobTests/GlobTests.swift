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
}
