/// What the fuzzers of the workflow language do with an input, whatever its bytes: it must end soon, without a trap.
public enum LanguageFuzzer: String, CaseIterable, Sendable {
    case yaml
    case expressions
    case globs

    public func run(_ bytes: [UInt8]) {
        switch self {
        case .yaml: Self.parseWorkflow(bytes)
        case .expressions: Self.evaluate(String(decoding: bytes, as: UTF8.self))
        case .globs: Self.match(bytes)
        }
    }
}
