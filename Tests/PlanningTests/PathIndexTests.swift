import Core
import Testing
import Workflows

@testable import Planning

/// The index says what asking path by path says.
@Suite struct PathIndexTests {
    private static let names = ["a", "ab", "b", "docs", "docs2", "é", "e\u{301}", "x.md", "y.py", "\u{FFFD}", "Z"]
    private static let pieces = [
        "a", "ab", "b", "docs", "é", "e\u{301}", "*", "**", "*.md", "**.py", "a?", "b+", "[ab]", "\\*", "x.md"
    ]

    private func path(_ random: inout SplitMix) -> String {
        (0..<Int.random(in: 1...4, using: &random)).map { _ in Self.names.randomElement(using: &random) ?? "a" }
            .joined(separator: "/")
    }

    private func patterns(_ random: inout SplitMix) -> [Located<Glob>] {
        (0..<Int.random(in: 1...5, using: &random)).compactMap { _ in
            let pieces = (0..<Int.random(in: 1...3, using: &random)).map { _ in
                Self.pieces.randomElement(using: &random) ?? "a"
            }
            let text = (Int.random(in: 0..<3, using: &random) == 0 ? "!" : "") + pieces.joined(separator: "/")
            return (try? Glob(parsing: text)).map { Model.located($0) }
        }
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `the first path that is taken, not taken or taken back is the one that a search of all finds`(seed: UInt64) {
        var random = SplitMix(state: seed)
        for _ in 0..<25 {
            let paths = (0..<Int.random(in: 0...30, using: &random)).map { _ in path(&random) }
            let index = PathIndex(paths)
            let sorted = paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            #expect(index.paths.elementsEqual(sorted) { $0.utf8.elementsEqual($1.utf8) })
            for _ in 0..<10 {
                let patterns = patterns(&random)
                let shown = "\(patterns.map(\.content)) over \(sorted)"
                let taken = sorted.first { patterns.decide($0).matched }
                let notTaken = sorted.first { !patterns.decide($0).matched }
                let back = sorted.first { path in
                    !patterns.decide(path).matched
                        && patterns.contains { !$0.content.isNegated && $0.content.matches(path) }
                }
                // The second time from memory.
                for _ in 0..<2 {
                    #expect(index.first(taken: true, by: patterns) == taken, "taken by \(shown)")
                    #expect(index.first(taken: false, by: patterns) == notTaken, "not taken by \(shown)")
                    #expect(index.firstTakenBack(by: patterns) == back, "taken back by \(shown)")
                }
            }
        }
    }

    @Test func `an index of nothing has no answer`() throws {
        let patterns = [Model.located(try Glob(parsing: "**"))]
        #expect(PathIndex([]).first(taken: true, by: patterns) == nil)
        #expect(PathIndex([]).first(taken: false, by: []) == nil)
        #expect(PathIndex(["a"]).first(taken: true, by: []) == nil)
        #expect(PathIndex(["a"]).first(taken: false, by: []) == "a")
    }
}
