import Core
import JobProtocol

/// The way of a step's bytes: pipe, commands, redaction, log. One for each pipe; they share log and patterns.
final class StepOutput: ProcessOutput {
    let descriptor: FileDescriptor
    private let step: Int
    private let log: JobLog
    private let commands: CommandHandler
    private var problems: ProblemScanner
    private var scanner = CommandScanner()
    private var redactor: Redactor
    private var redacted: [UInt8] = []

    init(
        _ descriptor: FileDescriptor, step: Int, log: JobLog, commands: CommandHandler, matchers: ProblemMatchers,
        patterns: SecretPatterns
    ) {
        self.descriptor = descriptor
        self.step = step
        self.log = log
        self.commands = commands
        problems = ProblemScanner(matchers)
        redactor = Redactor(patterns)
        log.open()
    }

    func take(_ chunk: UnsafeRawBufferPointer) throws {
        redacted.removeAll(keepingCapacity: true)
        var position = 0
        while let piece = scanner.next(in: chunk, from: &position) { try pass(piece, of: chunk) }
        writeRedacted()
    }

    func finish() throws {
        redacted.removeAll(keepingCapacity: true)
        if let piece = scanner.finish() { try pass(piece, of: UnsafeRawBufferPointer(start: nil, count: 0)) }
        try problems.finish { try commands.report($0) }
        redactor.finish(into: &redacted)
        writeRedacted()
        log.close(step: step)
    }

    private func pass(_ piece: CommandScanner.Piece, of chunk: UnsafeRawBufferPointer) throws {
        switch piece {
        case .text(let range):
            let text = UnsafeRawBufferPointer(rebasing: chunk[range])
            try problems.scan(text) { try commands.report($0) }
            redactor.feed(text, into: &redacted)
        case .held(let bytes):
            try bytes.withUnsafeBytes {
                try problems.scan($0) { try commands.report($0) }
                redactor.feed($0, into: &redacted)
            }
        case .command(let line):
            // First carried out, then logged: what `::add-mask::` names is masked in its own line already.
            guard try commands.handle(line) else { return }
            line.withUnsafeBytes { redactor.feed($0, into: &redacted) }
        }
    }

    private func writeRedacted() {
        redacted.withUnsafeBytes { log.write($0, step: step) }
    }
}
