import Core
import Foundation
import Testing
import Workflows

@Suite(.enabled(if: Corpora.root != nil, Corpora.note))
struct CorpusTests {
    @Test func `every workflow of the corpora gets a verdict and no finding without a place`() throws {
        for folder in ["parser", "workflows/valid", "workflows/invalid", "workflows/real-world"] {
            for file in try Corpora.workflows(folder) {
                let bytes = try Corpora.bytes(file)
                let (workflow, diagnostics) = WorkflowParser.parse(bytes, path: file)
                #expect((workflow == nil) == diagnostics.contains { $0.severity == .error }, "\(file)")
                for diagnostic in diagnostics {
                    #expect(diagnostic.position.line >= 1 && diagnostic.position.column >= 1)
                    #expect(Rule(rawValue: diagnostic.rule) != nil)
                }
            }
        }
    }

    @Test func `valid workflows and public ones have no false error`() throws {
        for folder in ["workflows/valid", "workflows/real-world"] {
            var counts = (clean: 0, outOfScope: 0, wrong: 0)
            for file in try Corpora.workflows(folder) {
                let diagnostics = Linter.lint(try Corpora.bytes(file), path: (file as NSString).lastPathComponent)
                let errors = diagnostics.filter { $0.severity == .error }
                // A public file may have an expression that GitHub refuses too, in a job that never gets so far.
                if errors.allSatisfy({ $0.rule == Rule.expression.rawValue && folder.hasSuffix("real-world") }) {
                    counts.clean += 1
                } else if Corpora.isOutOfScope(diagnostics) {
                    counts.outOfScope += 1
                } else {
                    counts.wrong += 1
                }
                for error in errors
                where error.rule != Rule.unsupportedKey.rawValue && error.rule != Rule.unsupportedAction.rawValue {
                    print("\(folder): \(error)")
                }
            }
            print("\(folder): \(counts)")
            #expect(counts.wrong == 0)
        }
    }

    @Test func `invalid workflows are refused`() throws {
        var counts = (refused: 0, sameLine: 0, outOfScope: 0, notOurs: 0)
        for file in try Corpora.workflows("workflows/invalid") {
            let diagnostics = Linter.lint(try Corpora.bytes(file), path: (file as NSString).lastPathComponent)
            if diagnostics.isEmpty {
                counts.notOurs += 1
                let out = (file as NSString).deletingPathExtension + ".out"
                let theirs = (try? Corpora.bytes(out)).map { String(decoding: $0, as: UTF8.self) } ?? "(no .out)"
                print("not refused: \(file): \(theirs.prefix(200))")
            } else if Corpora.isOutOfScope(diagnostics) {
                counts.outOfScope += 1
            } else {
                counts.refused += 1
                if firstLine(file) == diagnostics.first?.position.line { counts.sameLine += 1 }
            }
        }
        print("workflows/invalid: \(counts)")
        #expect(counts.refused > counts.notOurs)
    }

    /// Of the first finding of the linter that the case comes from; its rules are not all ours.
    private func firstLine(_ file: String) -> Int? {
        let out = (file as NSString).deletingPathExtension + ".out"
        guard let bytes = try? Corpora.bytes(out) else { return nil }
        return String(decoding: bytes, as: UTF8.self).firstMatch(of: /yaml:(\d+):/).flatMap { Int($0.1) }
    }

    @Test func `the reference parser's cases get its verdict and its first position`() throws {
        var counts = (agree: 0, outOfScope: 0, wrong: 0)
        for file in try Corpora.workflows("parser") {
            let base = String(file.dropLast(".yml".count))
            let expected = try Value(json: Corpora.bytes(base + ".expected.json"))
            let options = options(String(decoding: try Corpora.bytes(base + ".options.yml"), as: UTF8.self))
            let (_, diagnostics) = WorkflowParser.parse(try Corpora.bytes(file), path: base, options: options)
            let errors = diagnostics.filter { $0.severity == .error }
            let message = expected["errors"]?.array?.first?["Message"]?.string
            let theirs = message.map(position)
            // The reference as it was before GitHub took up anchors.
            let isOutdated = message?.contains("Anchors are not currently supported") ?? false
            if isOutdated || Corpora.isOutOfScope(diagnostics) {
                counts.outOfScope += 1
            } else if (message != nil) == !errors.isEmpty, agrees(theirs ?? nil, errors.first) {
                counts.agree += 1
            } else {
                counts.wrong += 1
                print("parser: \(file): \(message ?? "valid") | \(errors.first?.description ?? "valid")")
            }
        }
        print("parser: \(counts)")
        #expect(counts.wrong == 0)
    }

    /// The reference gives no position for some errors, and for an expression only that of the text around it.
    private func agrees(_ theirs: SourcePosition?, _ ours: Diagnostic?) -> Bool {
        guard let theirs, let ours else { return true }
        return ours.rule == Rule.expression.rawValue ? ours.position.line == theirs.line : ours.position == theirs
    }

    private func position(_ message: String) -> SourcePosition? {
        guard let match = message.firstMatch(of: /\(Line: (\d+), Col: (\d+)\)/), let line = Int(match.1),
            let column = Int(match.2)
        else { return nil }
        return SourcePosition(line: line, column: column)
    }

    private func options(_ text: String) -> WorkflowOptions {
        var options = WorkflowOptions()
        if let match = text.firstMatch(of: /max-depth: (\d+)/), let depth = Int(match.1) {
            options.maximumDepth = depth
        }
        if let match = text.firstMatch(of: /max-file-size: (\d+)/), let size = Int(match.1) {
            options.maximumSize = size
        }
        return options
    }
}
