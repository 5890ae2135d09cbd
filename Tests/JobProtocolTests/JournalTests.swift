import Core
import FoundationEssentials
import JobProtocol
import Testing

struct JournalTests {
    private static func line(_ sequence: Int) throws -> String {
        let fact = JobFact(sequence: sequence, at: .now(), what: .stepsFinished)
        return String(decoding: try JSONEncoder().encode(fact), as: UTF8.self) + "\n"
    }

    @Test func `facts come back as they were written, from where a reader had got to`() throws {
        let scratch = try Scratch()
        var reader = JournalReader(scratch.directory)
        #expect(try reader.read().isEmpty)
        let writer = try JournalWriter(scratch.directory)
        let result = StepResult(
            index: 0, outcome: .failure, conclusion: .warning, exitCode: 3, reason: "a\nb \u{1F600}")
        try writer.append(.stepFinished(result))
        #expect(try reader.read().map(\.what) == [.stepFinished(result)])
        #expect(try reader.read().isEmpty)
        let end = JobFact.What.finished(conclusion: .success, outputs: ["a": "\n"], reason: nil, exitCode: nil)
        try writer.append(end)
        try writer.synchronize()
        var other = JournalReader(scratch.directory, offset: reader.offset, sequence: reader.sequence)
        let facts = try other.read()
        #expect(facts.map(\.what) == [end])
        #expect(facts.map(\.sequence) == [2])
    }

    @Test func `a torn last line is left until it is whole`() throws {
        let scratch = try Scratch()
        let second = try Self.line(2)
        try scratch.append(try Self.line(1) + second.prefix(20), to: scratch.directory.journal)
        var reader = JournalReader(scratch.directory)
        #expect(try reader.read().map(\.sequence) == [1])
        #expect(try reader.read().isEmpty)
        try scratch.append(String(second.dropFirst(20)), to: scratch.directory.journal)
        #expect(try reader.read().map(\.sequence) == [2])
    }

    @Test(arguments: ["{\"torn\n", "", "\n"])
    func `facts before a line that is none are read, and then the line is refused`(bad: String) throws {
        let scratch = try Scratch()
        // The empty text leaves a gap in the numbers.
        try scratch.append(try Self.line(1) + Self.line(2) + bad + Self.line(4), to: scratch.directory.journal)
        var reader = JournalReader(scratch.directory)
        #expect(try reader.read().map(\.sequence) == [1, 2])
        let error = #expect(throws: JobProtocolError.self) { try reader.read() }
        #expect(error?.code == .malformed)
        #expect(reader.sequence == 2)
    }

    @Test func `a journal is written once`() throws {
        let scratch = try Scratch()
        try JournalWriter(scratch.directory).append(.stepsFinished)
        let error = #expect(throws: JobProtocolError.self) { try JournalWriter(scratch.directory) }
        #expect(error?.code == .used)
    }
}
