import Core
import JobProtocol
import Testing

struct ControlFileTests {
    @Test func `requests are read once, and what is none is complained about`() throws {
        let scratch = try Scratch()
        var file = ControlFile(scratch.directory)
        var complaints: [String] = []
        func read() throws -> [ControlRequest] { try file.read { complaints.append($0) } }
        #expect(try read().isEmpty)
        try ControlFile.append(.cancel(reason: "one"), to: scratch.directory)
        #expect(try read() == [.cancel(reason: "one")])
        #expect(try read().isEmpty)
        try scratch.append("rm -rf\n", to: scratch.directory.control)
        try ControlFile.append(.cancel(reason: "two"), to: scratch.directory)
        #expect(try read() == [.cancel(reason: "two")])
        #expect(complaints.count == 1)
    }

    @Test func `a request behind more bytes than are read at once is found`() throws {
        let scratch = try Scratch()
        let long = String(repeating: "x", count: 300_000)
        try scratch.append(long + "\n", to: scratch.directory.control)
        try ControlFile.append(.cancel(reason: "heard"), to: scratch.directory)
        var file = ControlFile(scratch.directory)
        var complaints = 0
        #expect(try file.read { _ in complaints += 1 } == [.cancel(reason: "heard")])
        #expect(complaints > 0)
        #expect(throws: JobProtocolError.self) { try ControlFile.append(.cancel(reason: long), to: scratch.directory) }
    }
}
