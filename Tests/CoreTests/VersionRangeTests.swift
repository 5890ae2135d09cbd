import Core
import Testing

@Suite struct VersionRangeTests {
    private static let known = ["3.8.20", "3.9.0", "3.10.1", "3.11.2", "3.11.14", "3.12.0", "3.13.0-rc.1", "4.0.0"]

    @Test(arguments: [
        ("3.11", ["3.11.2", "3.11.14"]), ("3.11.2", ["3.11.2"]), ("4.x", ["4.0.0"]), ("4", ["4.0.0"]),
        (">=3.10 <3.12", ["3.10.1", "3.11.2", "3.11.14"]), (">= 3.10, < 3.11", ["3.10.1"]),
        ("~3.11.3", ["3.11.14"]), ("^3.11.3", ["3.11.14", "3.12.0"]), ("~=3.11.2", ["3.11.2", "3.11.14"]),
        ("3.9 - 3.11", ["3.9.0", "3.10.1", "3.11.2", "3.11.14"]), ("==3.11.*", ["3.11.2", "3.11.14"]),
        (">=3.11,!=3.11.2,<3.12", ["3.11.14"]), (">3.11", ["3.12.0", "4.0.0"]), ("<=3.9", ["3.8.20", "3.9.0"]),
        ("3.8 || 4", ["3.8.20", "4.0.0"]), ("*", ["3.8.20", "3.9.0", "3.10.1", "3.11.2", "3.11.14", "3.12.0", "4.0.0"]),
        ("3.7", [])
    ])
    func `a range holds the versions that it means`(range: String, expected: [String]) throws {
        let range = try #require(VersionRange(range))
        let found = Self.known.filter { SemanticVersion($0).map { range.contains($0) } ?? false }
        #expect(found == expected)
    }

    @Test func `a pre-release fits only where it is allowed`() throws {
        let version = try #require(SemanticVersion("3.13.0rc1"))
        let range = try #require(VersionRange("3.13"))
        #expect(!range.contains(version))
        let (from, below) = (try #require(VersionRange(">=3.12")), try #require(VersionRange("<3.13")))
        #expect(from.contains(version, allowsPrereleases: true))
        #expect(!below.contains(version, allowsPrereleases: true))
    }

    @Test(arguments: ["", "pypy3.9", "3.11 -", ">=", "abc", "3..1", "||"])
    func `what is no range is refused`(text: String) {
        #expect(VersionRange(text) == nil)
    }

    @Test func `versions are ordered by their numbers, pre-releases before their release`() {
        let texts = ["3.9.0", "3.10.0-rc.1", "3.10.0", "3.10.1", "10.0.0"]
        let versions = texts.compactMap { SemanticVersion($0) }
        #expect(versions == versions.shuffled().sorted() && versions.count == texts.count)
    }
}
