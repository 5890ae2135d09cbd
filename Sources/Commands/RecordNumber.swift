import ArgumentParser

/// The number of a run or an event, with or without the word: `12`, `run:12`, `event:7`.
struct RecordNumber: ExpressibleByArgument, Sendable {
    enum Kind: String, Sendable { case run, event }

    var kind: Kind?
    var number: Int64

    init?(argument: String) {
        let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
        guard let last = parts.last, let number = Int64(last), number > 0, last.utf8.allSatisfy({ 0x30...0x39 ~= $0 })
        else { return nil }
        self.number = number
        switch parts.count {
        case 1: kind = nil
        case 2:
            guard let kind = Kind(rawValue: String(parts[0])) else { return nil }
            self.kind = kind
        default: return nil
        }
    }

    /// - Throws: `ValidationError` for the number of something else.
    func number(of expected: Kind) throws -> Int64 {
        guard kind == nil || kind == expected else {
            throw ValidationError("the number of \(expected == .run ? "a run" : "an event") is expected here")
        }
        return number
    }
}
