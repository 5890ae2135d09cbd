import Core
import Foundation
import Testing
import Workflows

/// The outside cases of the workflow language. Each test prints the line that `make conformance` shows, and the cases
/// that differ below it.
@Suite(.enabled(if: Corpora.root != nil, Corpora.note))
struct ConformanceTests {
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

    @Test func `the reference parser's cases get its verdict and its first position`() throws {
        var report = ConformanceReport("parser")
        var (verdicts, positions, placed) = (0, 0, 0)
        let files = try Corpora.workflows("parser")
        for file in files {
            let base = String(file.dropLast(".yml".count))
            let expected = try Value(json: Corpora.bytes(base + ".expected.json"))
            let options = options(String(decoding: try Corpora.bytes(base + ".options.yml"), as: UTF8.self))
            let errors = Linter.lint(try Corpora.bytes(file), path: base, options: options)
                .filter { $0.severity == .error }
            let message = expected["errors"]?.array?.first?["Message"]?.string
            // The reference as it was before GitHub took up anchors.
            if message?.contains("Anchors are not currently supported") == true {
                verdicts += errors.isEmpty ? 1 : 0
                report.add("\(name(file)): anchors are taken, as GitHub has done since")
                continue
            }
            guard (message != nil) == !errors.isEmpty else {
                report.add(
                    "\(name(file)): verdict differs: \(message ?? "valid") | \(errors.first?.description ?? "valid")")
                continue
            }
            verdicts += 1
            guard let theirs = message.flatMap(position), let ours = errors.first else { continue }
            placed += 1
            // For an expression the reference gives only the place of the text around it.
            let agrees =
                ours.rule == Rule.expression.rawValue ? ours.position.line == theirs.line : ours.position == theirs
            if agrees { positions += 1 } else { report.add("\(name(file)): \(message ?? "") | \(ours)") }
        }
        report.finish("\(verdicts) of \(files.count) verdicts right, first position right in \(positions) of \(placed)")
        #expect(verdicts == files.count)
        #expect(positions * 100 >= placed * 95)
    }

    @Test func `valid workflows have no error`() throws {
        var report = ConformanceReport("workflows/valid")
        let files = try Corpora.workflows("workflows/valid")
        var clean = 0
        for file in files {
            let findings = Linter.lint(try Corpora.bytes(file), path: name(file))
            if !findings.contains(where: { $0.severity == .error }) { clean += 1 }
            for finding in findings where finding.severity != .note { report.add("\(finding)") }
        }
        report.finish("\(clean) of \(files.count) without an error")
        #expect(clean == files.count)
    }

    /// Rules of the linter that the cases come from, and that are not about the workflow language: what stands in the
    /// manifests of popular actions, in scripts, and on GitHub's list of machines.
    private static let foreignRules: Set<String> = ["action", "pyflakes", "shellcheck", "runner-label"]

    @Test func `invalid workflows are refused at the right line`() throws {
        var report = ConformanceReport("workflows/invalid")
        var (refused, ours, lines, placed) = (0, 0, 0, 0)
        var foreign: [String: Int] = [:]
        let files = try Corpora.workflows("workflows/invalid")
        for file in files {
            let findings = Linter.lint(try Corpora.bytes(file), path: name(file)).filter { $0.severity != .note }
            if !findings.isEmpty { refused += 1 }
            let theirs = try theirFindings(file)
            if let rule = theirs.first?.rule, theirs.allSatisfy({ Self.foreignRules.contains($0.rule) }) {
                foreign[rule, default: 0] += 1
                continue
            }
            ours += 1
            guard !findings.isEmpty else {
                report.add("\(name(file)): not refused: \(theirs.first?.text ?? "")")
                continue
            }
            guard let first = theirs.first(where: { !Self.foreignRules.contains($0.rule) }) else { continue }
            placed += 1
            if findings[0].position.line == first.line {
                lines += 1
            } else {
                report.add("\(name(file)): \(first.text) | \(findings[0])")
            }
        }
        let list = foreign.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
        report.finish(
            "\(refused) of \(files.count) refused, first line right in \(lines) of \(placed); rules that are not ours: \(list)"
        )
        #expect(refused >= ours - 1)
        #expect(lines * 100 >= placed * 85)
    }

    @Test func `public workflows are read without a false error`() throws {
        var report = ConformanceReport("workflows/real-world")
        let files = try Corpora.workflows("workflows/real-world")
        var (clean, unsupported) = (0, 0)
        for file in files {
            let findings = Linter.lint(try Corpora.bytes(file), path: name(file))
            let errors = findings.filter { $0.severity == .error }
            let isUnsupported = errors.allSatisfy { $0.rule == Rule.unsupportedAction.rawValue }
            if errors.isEmpty { clean += 1 } else if isUnsupported { unsupported += 1 }
            for error in errors { report.add("\(error)") }
        }
        report.finish(
            "\(files.count) read, \(clean) without an error, \(unsupported) that name what is not supported, "
                + "\(files.count - clean - unsupported) with errors")
        // Of 200 public files one is broken on GitHub too: it writes a string in double quotes.
        #expect(files.count - clean - unsupported <= files.count / 100)
    }

    // MARK: Reading the cases

    private struct Theirs {
        var line: Int
        var rule: String
        var text: String
    }

    private func theirFindings(_ file: String) throws -> [Theirs] {
        let out = (file as NSString).deletingPathExtension + ".out"
        guard FileManager.default.fileExists(atPath: out) else { return [] }
        return String(decoding: try Corpora.bytes(out), as: UTF8.self).split(separator: "\n").compactMap { text in
            guard let match = text.firstMatch(of: /ya?ml:(\d+):.*\[([a-z-]+)\\?\]/), let line = Int(match.1), line > 0
            else {
                return nil
            }
            return Theirs(line: line, rule: String(match.2), text: String(text.prefix(160)))
        }
    }

    private func name(_ file: String) -> String { (file as NSString).lastPathComponent }

    private func position(_ message: String) -> SourcePosition? {
        guard let match = message.firstMatch(of: /\(Line: (\d+), Col: (\d+)\)/), let line = Int(match.1),
            let column = Int(match.2)
        else { return nil }
        return SourcePosition(line: line, column: column)
    }

    private func options(_ text: String) -> WorkflowOptions {
        // The reference is GitHub's parser, without what its service asks beyond that.
        var options = WorkflowOptions(refusesExclusiveFilters: false)
        if let match = text.firstMatch(of: /max-depth: (\d+)/), let depth = Int(match.1) {
            options.maximumDepth = depth
        }
        if let match = text.firstMatch(of: /max-file-size: (\d+)/), let size = Int(match.1) {
            options.maximumSize = size
        }
        return options
    }
}
