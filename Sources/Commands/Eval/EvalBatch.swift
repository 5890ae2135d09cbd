import ArgumentParser
import Expressions

/// Answers the lines of standard input as they come; what is there to be read is answered before more is waited for.
struct EvalBatch {
    /// Longer lines are refused: one without an end must not fill the memory.
    private static let longestLine = 32 << 20
    private static let chunk = 256 << 10

    private let context: CommandContext
    private var line: [UInt8] = []
    private var isTooLong = false
    private var answers: [UInt8] = []
    private var lineNumber = 0
    private var refusals = 0

    /// So many lines that are no requests are named; after them nobody reads on.
    private static let namedRefusals = 20

    private init(_ context: CommandContext) {
        self.context = context
    }

    /// - Throws: at the end, when some line was no request.
    static func run(_ context: CommandContext) throws {
        var batch = EvalBatch(context)
        var buffer = [UInt8](repeating: 0, count: chunk)
        while true {
            let count = try context.readInput(into: &buffer)
            guard count > 0 else { break }
            batch.take(buffer[..<count])
            batch.flush()
        }
        if !batch.line.isEmpty || batch.isTooLong { batch.endLine() }
        batch.flush()
        guard batch.refusals > 0 else { return }
        if batch.refusals > namedRefusals {
            context.output.note("anneal: \(batch.refusals) lines of standard input are no requests")
        }
        throw ExitCode.couldNotRun
    }

    private mutating func take(_ bytes: ArraySlice<UInt8>) {
        var rest = bytes
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            append(rest[..<end])
            endLine()
            rest = rest[(end + 1)...]
        }
        append(rest)
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>) {
        isTooLong = isTooLong || line.count + bytes.count > Self.longestLine
        if isTooLong { line = [] } else { line += bytes }
    }

    private mutating func endLine() {
        lineNumber += 1
        defer {
            line.removeAll(keepingCapacity: true)
            isTooLong = false
        }
        if isTooLong {
            answer(BatchEvaluation.refuse("it is longer than \(Self.longestLine) bytes"))
        } else if !line.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") }) {
            answer(BatchEvaluation.answer(line: line))
        }
    }

    private mutating func answer(_ answer: BatchEvaluation.Answer) {
        answers += answer.text.utf8
        answers.append(UInt8(ascii: "\n"))
        if let refusal = answer.refusal {
            refusals += 1
            if refusals <= Self.namedRefusals {
                context.output.note("anneal: line \(lineNumber) of standard input is no request: \(refusal)")
            }
        }
        if answers.count >= Self.chunk { flush() }
    }

    private mutating func flush() {
        if !answers.isEmpty { context.output.write(answers, to: .output) }
        answers.removeAll(keepingCapacity: true)
    }
}
