import Commands
import Synchronization

/// Keeps what a command writes, each stream by itself.
final class CapturedOutput: CommandOutput {
    private let texts = Mutex<(output: [UInt8], error: [UInt8])>(([], []))
    private let coloured: Bool

    init(coloured: Bool = false) {
        self.coloured = coloured
    }

    func write(_ bytes: [UInt8], to stream: OutputStream) {
        texts.withLock { texts in
            switch stream {
            case .output: texts.output += bytes
            case .error: texts.error += bytes
            }
        }
    }

    func isColoured(_ stream: OutputStream) -> Bool { coloured }

    var output: String { texts.withLock { String(decoding: $0.output, as: UTF8.self) } }
    var error: String { texts.withLock { String(decoding: $0.error, as: UTF8.self) } }
}
