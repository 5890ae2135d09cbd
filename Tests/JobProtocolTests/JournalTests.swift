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

    /// Each fact and the very line that it is: other programs read them.
    private static let lines: [(JobFact.What, String)] = [
        (
            .started(
                pid: 7,
                host: HostFacts(hostname: "h", system: "Linux 6", processor: "p", cores: 2, memoryBytes: 1 << 40)),
            #"{"at":"2023-11-14T22:13:20.000Z","fact":"started","host":{"cores":2,"hostname":"h","#
                + #""memory_bytes":1099511627776,"processor":"p","system":"Linux 6"},"pid":7,"sequence":1}"#
        ),
        (
            .stepStarted(index: 0, name: "Run make"),
            #"{"at":"2023-11-14T22:13:20.000Z","fact":"step-started","index":0,"name":"Run make","sequence":1}"#
        ),
        (
            .stepFinished(
                StepResult(index: 1, name: "b", outcome: .failure, conclusion: .success, exitCode: 2, signal: 9)),
            #"{"at":"2023-11-14T22:13:20.000Z","conclusion":"success","exit_code":2,"fact":"step-finished","#
                + #""index":1,"name":"b","outcome":"failure","sequence":1,"signal":9}"#
        ),
        (
            .annotation(Annotation(level: .error, message: "no", file: "a.py", line: 3, endLine: 4, step: 0)),
            #"{"at":"2023-11-14T22:13:20.000Z","end_line":4,"fact":"annotation","file":"a.py","level":"error","#
                + #""line":3,"message":"no","sequence":1,"step":0}"#
        ),
        (
            .deployment(Deployment(name: "staging", url: "https://a.example")),
            #"{"at":"2023-11-14T22:13:20.000Z","fact":"deployment","name":"staging","sequence":1,"#
                + #""url":"https://a.example"}"#
        ),
        (.stepsFinished, #"{"at":"2023-11-14T22:13:20.000Z","fact":"steps-finished","sequence":1}"#),
        (
            .finished(conclusion: .timedOut, outputs: ["a": "b"], reason: "too long", exitCode: 1),
            #"{"at":"2023-11-14T22:13:20.000Z","conclusion":"timed_out","exit_code":1,"fact":"finished","#
                + #""outputs":{"a":"b"},"reason":"too long","sequence":1}"#
        )
    ]

    @Test(arguments: lines)
    func `a fact is a flat object that says what it is`(what: JobFact.What, line: String) throws {
        let scratch = try Scratch()
        try JournalWriter(scratch.directory).append(what, at: Timestamp(milliseconds: 1_700_000_000_000))
        #expect(try String(contentsOfFile: scratch.directory.journal, encoding: .utf8) == line + "\n")
        var reader = JournalReader(scratch.directory)
        #expect(try reader.read().map(\.what) == [what])
    }

    @Test func `a fact of a kind that nobody knows is refused`() throws {
        let scratch = try Scratch()
        let line = #"{"at":"2023-11-14T22:13:20.000Z","fact":"promoted","sequence":1}"# + "\n"
        try scratch.append(line, to: scratch.directory.journal)
        var reader = JournalReader(scratch.directory)
        let error = #expect(throws: JobProtocolError.self) { try reader.read() }
        #expect(error?.code == .malformed)
    }

    @Test func `a journal is written once`() throws {
        let scratch = try Scratch()
        try JournalWriter(scratch.directory).append(.stepsFinished)
        let error = #expect(throws: JobProtocolError.self) { try JournalWriter(scratch.directory) }
        #expect(error?.code == .used)
    }
}
