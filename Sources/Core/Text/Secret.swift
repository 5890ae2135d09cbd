/// A text that must not be printed: its description is masked, it is not `Codable`, and it compares in constant time.
public struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let text: String

    public init(_ text: String) {
        self.text = text
    }

    /// The text itself, for the one place that needs it. Named so that a reviewer's eye stops at it.
    public func reveal() -> String { text }

    public var isEmpty: Bool { text.isEmpty }
    public var description: String { "***" }
    public var debugDescription: String { "***" }
    public var customMirror: Mirror { Mirror(self, children: []) }

    /// Takes as long for a wrong first byte as for a wrong last one.
    public func matches(_ candidate: String) -> Bool {
        let left = Array(text.utf8)
        let right = Array(candidate.utf8)
        var difference = UInt(bitPattern: left.count ^ right.count)
        for index in right.indices {
            difference |= UInt(right[index] ^ (left.isEmpty ? 0 : left[index % left.count]))
        }
        return difference == 0
    }
}
