import Core
import Glibc
import JobProtocol

/// Looks at the lines of one stream with the job's ``ProblemMatchers``. Costs nothing while there are none.
struct ProblemScanner {
    /// A longer line is no message of a compiler.
    private static let maximumLine = 4096

    private let matchers: ProblemMatchers
    private var version = -1
    private var line: [UInt8] = []
    private var isTooLong = false
    /// For each matcher: how many patterns the last lines matched, and what they said.
    private var progress: [(count: Int, fields: [ProblemMatcher.Field: String])] = []

    init(_ matchers: ProblemMatchers) {
        self.matchers = matchers
    }

    mutating func scan(_ text: UnsafeRawBufferPointer, report: (ProblemMatchers.Problem) throws -> Void) throws {
        guard !matchers.all.isEmpty else { return }
        var start = 0
        while start < text.count {
            let rest = UnsafeRawBufferPointer(rebasing: text[start...])
            guard let base = rest.baseAddress, let end = memchr(base, 0x0A, rest.count) else { return keep(rest) }
            let length = base.distance(to: UnsafeRawPointer(end))
            keep(UnsafeRawBufferPointer(rebasing: rest[..<length]))
            try finish(report: report)
            start += length + 1
        }
    }

    /// The line is over.
    mutating func finish(report: (ProblemMatchers.Problem) throws -> Void) throws {
        defer { (line, isTooLong) = ([], false) }
        guard !isTooLong, !matchers.all.isEmpty else { return }
        if version != matchers.version {
            progress = matchers.all.map { _ in (0, [:]) }
            version = matchers.version
        }
        if line.last == 0x0D { line.removeLast() }
        let plain = Self.withoutColours(line)
        guard !plain.isEmpty else { return }
        for (index, matcher) in matchers.all.enumerated() {
            if let problem = look(at: plain, with: matcher, index) { try report(problem) }
        }
    }

    private mutating func keep(_ bytes: UnsafeRawBufferPointer) {
        guard !isTooLong, line.count + bytes.count <= Self.maximumLine else {
            isTooLong = true
            return
        }
        line.append(contentsOf: bytes)
    }

    private mutating func look(
        at line: [UInt8], with matcher: ProblemMatcher, _ index: Int
    ) -> ProblemMatchers.Problem? {
        let last = matcher.patterns.count - 1
        var count = progress[index].count
        if count > 0, Self.fields(of: matcher.patterns[count], in: line) == nil {
            progress[index] = (0, [:])
            count = 0
        }
        guard let found = Self.fields(of: matcher.patterns[count], in: line) else { return nil }
        let fields = progress[index].fields.merging(found) { $1 }
        guard count == last else {
            progress[index] = (count + 1, fields)
            return nil
        }
        if !(matcher.patterns[last].isLoop && last > 0) { progress[index] = (0, [:]) }
        return problem(fields, matcher)
    }

    private static func fields(
        of pattern: ProblemMatcher.Pattern, in line: [UInt8]
    ) -> [ProblemMatcher.Field: String]? {
        guard let groups = pattern.expression.match(line) else { return nil }
        var fields: [ProblemMatcher.Field: String] = [:]
        for (field, number) in pattern.groups {
            guard number < groups.count, let range = groups[number] else { continue }
            fields[field] = String(decoding: line[range], as: UTF8.self)
        }
        return fields
    }

    private func problem(
        _ fields: [ProblemMatcher.Field: String], _ matcher: ProblemMatcher
    ) -> ProblemMatchers.Problem? {
        guard let message = fields[.message], !message.isEmpty else { return nil }
        let severity = fields[.severity].flatMap { $0.isEmpty ? nil : $0 } ?? matcher.severity ?? "error"
        let level: Annotation.Level? =
            switch severity.lowercased() {
            case "error": .error
            case "warning": .warning
            case "notice", "info": .notice
            default: nil
            }
        // As on GitHub: of an unknown severity is nothing to be said.
        guard let level else { return nil }
        return ProblemMatchers.Problem(
            level: level, message: message, code: fields[.code], file: file(fields),
            line: fields[.line].flatMap { Int($0) },
            column: fields[.column].flatMap { Int($0) })
    }

    /// Seen from the workspace, where it lies there.
    private func file(_ fields: [ProblemMatcher.Field: String]) -> String? {
        guard var file = fields[.file], !file.isEmpty else { return nil }
        if !file.hasPrefix("/"), let project = fields[.fromPath], let slash = project.lastIndex(of: "/") {
            file = project[...slash] + file
        }
        let prefix = matchers.workspace + "/"
        return file.hasPrefix(prefix) ? String(file.dropFirst(prefix.count)) : file
    }

    /// Without the escape sequences that terminals are given.
    private static func withoutColours(_ line: [UInt8]) -> [UInt8] {
        guard line.contains(0x1B) else { return line }
        var result: [UInt8] = []
        var position = 0
        while position < line.count {
            guard line[position] == 0x1B, position + 1 < line.count, line[position + 1] == UInt8(ascii: "[") else {
                result.append(line[position])
                position += 1
                continue
            }
            position += 2
            while position < line.count, !(0x40...0x7E).contains(line[position]) { position += 1 }
            position += 1
        }
        return result
    }
}
