import Core
import FoundationEssentials
import JobProtocol
import Testing

struct LogTests {
    /// What the reader should know, kept the slow way.
    private struct Model {
        var bytes: [UInt8] = []
        var lineSteps: [Int] = []
        var lineTimes: [Int64] = []
        var stepStarts: [Int: Int] = [:]

        var lineStarts: [Int] {
            var starts = bytes.isEmpty ? [] : [0]
            for (place, byte) in bytes.enumerated() where byte == 0x0A && place + 1 < bytes.count {
                starts.append(place + 1)
            }
            return starts
        }
    }

    @Test(arguments: [UInt64](1...16))
    func `every line of a log is found, with its step and its time`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let scratch = try Scratch()
        let writer = try LogWriter(scratch.directory)
        var model = Model()
        var time: Int64 = 1_000_000
        for step in 0..<Int.random(in: 1...4, using: &random) {
            if step > 0 && Bool.random(using: &random) { continue }
            try writer.begin(step: step, at: Timestamp(milliseconds: time))
            if let last = model.bytes.last, last != 0x0A { model.bytes.append(0x0A) }
            model.stepStarts[step] = model.bytes.count
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                time += Int64.random(in: 0...150, using: &random)
                let size = Bool.random(using: &random) ? 40 : 3000
                // Line ends are rare or frequent, so that a write may hold many lines or a line many writes.
                let rarity = UInt8.random(in: 2...200, using: &random)
                let chunk = (0..<Int.random(in: 0...size, using: &random)).map { _ in
                    UInt8.random(in: 0..<rarity, using: &random) == 1 ? 0x0A : UInt8.random(in: 0...255, using: &random)
                }
                for byte in chunk {
                    if model.bytes.last ?? 0x0A == 0x0A {
                        model.lineSteps.append(step)
                        model.lineTimes.append(time)
                    }
                    model.bytes.append(byte)
                }
                try chunk.withUnsafeBytes { try writer.write($0, at: Timestamp(milliseconds: time)) }
            }
        }
        try writer.synchronize()
        try Self.check(scratch.directory, against: model)
    }

    private static func check(_ directory: JobDirectory, against model: Model) throws {
        let reader = try #require(try LogReader(directory))
        let starts = model.lineStarts
        #expect(try reader.bytes(in: 0..<reader.byteCount()) == model.bytes)
        #expect(try reader.lineCount() == starts.count)
        for line in stride(from: 0, to: starts.count, by: 1 + starts.count / 100) {
            let start = starts[line]
            #expect(try reader.offset(ofLine: line) == start)
            #expect(try reader.step(ofLine: line) == model.lineSteps[line])
            let time = try #require(try reader.time(ofLine: line)).milliseconds
            #expect(time <= model.lineTimes[line] && model.lineTimes[line] - time < 100)
        }
        #expect(try reader.offset(ofLine: starts.count) == nil)
        #expect(try reader.offset(ofLine: -1) == nil)
        let middle = starts.count / 2
        let wanted = (starts.isEmpty ? 0 : starts[middle])..<model.bytes.count
        #expect(try reader.byteRange(ofLines: middle..<(starts.count + 5)) == wanted)
        let steps = model.stepStarts.sorted { $0.key < $1.key }
        for (place, (step, start)) in steps.enumerated() {
            let end = place + 1 < steps.count ? steps[place + 1].value : model.bytes.count
            #expect(try reader.byteRange(ofStep: step) == start..<end)
            let lines = starts.indices.filter { start <= starts[$0] && starts[$0] < end }
            #expect(try reader.lineRange(ofStep: step)?.count == lines.count)
        }
        #expect(try reader.byteRange(ofStep: 99) == nil)
    }

    @Test func `steps that write in turns are told apart, and a line belongs to one`() throws {
        let scratch = try Scratch()
        let writer = try LogWriter(scratch.directory)
        try writer.begin(step: 0)
        try writer.write("a1\na2")
        try writer.begin(step: 1)
        try writer.write("b1\n")
        try writer.resume(step: 0)
        try writer.write("a3\n")
        try writer.resume(step: 0)
        try writer.write("a4\n")
        try writer.begin(step: 2)
        try writer.resume(step: 1)
        try writer.write("b2\n")
        let reader = try #require(try LogReader(scratch.directory))
        func text(_ step: Int) throws -> [String] {
            try reader.byteRanges(ofStep: step).map { String(decoding: try reader.bytes(in: $0), as: UTF8.self) }
        }
        #expect(try text(0) == ["a1\na2\n", "a3\na4\n"])
        #expect(try text(1) == ["b1\n", "b2\n"])
        #expect(try text(2) == [""])
        #expect(try text(3) == [])
        #expect(try (0..<6).map { try reader.step(ofLine: $0) } == [0, 0, 1, 0, 0, 1])
        #expect(try reader.lineRanges(ofStep: 1) == [2..<3, 5..<6])
        #expect(try reader.lineRange(ofStep: 0) == 0..<5)
    }

    @Test func `a log without its index is read all the same`() throws {
        let scratch = try Scratch()
        #expect(try LogReader(scratch.directory) == nil)
        let writer = try LogWriter(scratch.directory)
        try writer.begin(step: 0)
        try writer.write("one\ntwo\nthree")
        try FileManager.default.removeItem(atPath: scratch.directory.logIndex)
        let reader = try #require(try LogReader(scratch.directory))
        #expect(try reader.lineCount() == 3)
        #expect(try reader.offset(ofLine: 2) == 8)
        #expect(try reader.byteRange(ofLines: 1..<2) == 4..<8)
    }

    @Test func `a log that is being made this moment can be opened`() async throws {
        for _ in 0..<200 {
            let scratch = try Scratch()
            let directory = scratch.directory
            async let writer = LogWriter(directory)
            var isMade = false
            while !isMade {
                let reader = try LogReader(directory)
                #expect(try reader?.lineCount() ?? 0 == 0)
                isMade = reader != nil && FileManager.default.fileExists(atPath: directory.logIndex)
                await Task.yield()
            }
            _ = try await writer
        }
    }

    @Test func `an index of a version we do not know is refused`() throws {
        let scratch = try Scratch()
        _ = try LogWriter(scratch.directory)
        try Data([UInt8](repeating: 9, count: 64)).write(to: URL(filePath: scratch.directory.logIndex))
        #expect(throws: JobProtocolError.self) { try LogReader(scratch.directory) }
    }
}
