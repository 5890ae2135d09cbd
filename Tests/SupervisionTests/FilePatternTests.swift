import Testing

@testable import Supervision

@Suite struct FilePatternTests {
    private func matches(_ pattern: String, _ path: String) throws -> Bool {
        let pattern = try #require(try FilePattern(pattern, workspace: "/w"))
        return pattern.matches(path.split(separator: "/").map { Array($0.utf8) })
    }

    @Test(arguments: [
        ("a.lock", ["a.lock", "a.lock/below"], ["b/a.lock", "a.locks"]),
        ("*.lock", ["a.lock"], ["b/a.lock"]),
        ("**/*.lock", ["a.lock", "x/a.lock", "x/y/a.lock", "x/a.lock/below"], ["x/a.txt"]),
        ("src/**", ["src/a", "src/x/a"], ["src", "source/a"]),
        ("src", ["src", "src/a", "src/x/a"], ["x/src"]),
        ("src/**/test/*.py", ["src/test/a.py", "src/x/y/test/a.py", "src/test/test/a.py"], ["src/a.py", "test/a.py"]),
        ("**/a/**/b/c", ["a/b/c", "x/a/y/b/b/c/d"], ["a/c/b", "b/c/a"]),
        ("**", ["a", "x/a"], []),
        (".", ["a", "x/a"], []),
        ("/w/x", ["x/a"], ["y/a"])
    ])
    func `a pattern matches whole names, any folders for its stars, and all below a folder`(
        pattern: String, fitting: [String], others: [String]
    ) throws {
        for path in fitting { #expect(try matches(pattern, path), "\(pattern) must match \(path)") }
        for path in others { #expect(try !matches(pattern, path), "\(pattern) must not match \(path)") }
    }

    @Test func `thirty double stars against a deep path come to an end`() throws {
        let path = String(repeating: "a/", count: 200) + "c"
        let stars = String(repeating: "**/a/", count: 30)
        #expect(try matches(stars + "**/c", path))
        #expect(try !matches(stars + "**/b", path))
    }
}
