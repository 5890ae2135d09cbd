/// Where a command's text goes.
public protocol CommandOutput: Sendable {
    /// Writes all of it, and not between the bytes of another call.
    func write(_ bytes: [UInt8], to stream: OutputStream)
    func isColoured(_ stream: OutputStream) -> Bool
}

public enum OutputStream: Sendable {
    case output, error
}
