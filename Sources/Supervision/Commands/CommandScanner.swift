import Glibc

/// Finds the lines of an output that may be commands, `::name …` or `##[name]…` after white space, and lets all other
/// bytes pass untouched, without waiting for the end of a line that can't be one.
struct CommandScanner {
    /// A longer line is not looked at as a command: it must not fill the memory.
    static let maximumLine = 1 << 20

    enum Piece: Equatable {
        /// Bytes of the chunk that are no command.
        case text(Range<Int>)
        /// Bytes held back from earlier chunks that turned out to be no command.
        case held([UInt8])
        /// A line that looks like a command, with its line end if it had one.
        case command([UInt8])
    }

    private enum State {
        /// Within a line that is no command.
        case text
        /// At the start of a line, or in one that may yet be a command; `line` has it so far.
        case open
    }

    private enum Verdict {
        case yes, no, undecided
    }

    private var state = State.open
    private var line: [UInt8] = []

    /// The next piece from `position` on, which moves behind it; nil when the chunk is used up.
    mutating func next(in chunk: UnsafeRawBufferPointer, from position: inout Int) -> Piece? {
        guard position < chunk.count else { return nil }
        if case .open = state, line.isEmpty, Self.verdict(chunk[position...]) == .no { state = .text }
        switch state {
        case .text:
            let start = position
            position = endOfText(in: chunk, from: position)
            return .text(start..<position)
        case .open:
            return continueLine(in: chunk, from: &position)
        }
    }

    /// The stream is over; what is left of it.
    mutating func finish() -> Piece? {
        defer { (line, state) = ([], .open) }
        guard !line.isEmpty else { return nil }
        return Self.verdict(line[...]) == .yes ? .command(line) : .held(line)
    }

    /// Where the lines that are surely no commands end. Sets the state for what follows.
    private mutating func endOfText(in chunk: UnsafeRawBufferPointer, from start: Int) -> Int {
        var position = start
        while true {
            guard let base = chunk.baseAddress,
                let end = memchr(base + position, 0x0A, chunk.count - position)
            else { return chunk.count }
            position = base.distance(to: UnsafeRawPointer(end)) + 1
            guard position < chunk.count, Self.verdict(chunk[position...]) == .no else {
                state = .open
                return position
            }
        }
    }

    private mutating func continueLine(in chunk: UnsafeRawBufferPointer, from position: inout Int) -> Piece? {
        guard let base = chunk.baseAddress else { return nil }
        let end = memchr(base + position, 0x0A, chunk.count - position)
        let next = end.map { base.distance(to: UnsafeRawPointer($0)) + 1 } ?? chunk.count
        line.append(contentsOf: chunk[position..<next])
        position = next
        defer { if end != nil { line = [] } }
        let verdict = line.count > Self.maximumLine ? .no : Self.verdict(line[...])
        switch verdict {
        case .no:
            let held = line
            line = []
            state = end == nil ? .text : .open
            return .held(held)
        case .yes:
            return end == nil ? nil : .command(line)
        case .undecided:
            return end == nil ? nil : .held(line)
        }
    }

    private static func verdict(_ bytes: some Collection<UInt8>) -> Verdict {
        var rest = bytes.drop { $0 == 0x20 || $0 == 0x09 }[...]
        guard let first = rest.popFirst() else { return .undecided }
        switch first {
        case UInt8(ascii: ":"):
            return rest.first.map { $0 == UInt8(ascii: ":") ? .yes : .no } ?? .undecided
        case UInt8(ascii: "#"):
            for wanted in [UInt8(ascii: "#"), UInt8(ascii: "[")] {
                guard let byte = rest.popFirst() else { return .undecided }
                guard byte == wanted else { return .no }
            }
            return .yes
        default: return .no
        }
    }
}
