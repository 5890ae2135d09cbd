/// Reads the text of a ``LinePattern``.
struct LinePatternParser {
    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0
    private(set) var groupCount = 0

    /// Longer and deeper is nothing a person wrote.
    private static let maximumLength = 4096
    private static let maximumDepth = 50
    private static let maximumCount = 1000

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    mutating func parse() throws -> LinePattern.Node {
        guard bytes.count <= Self.maximumLength else {
            throw malformed("it is longer than \(Self.maximumLength) bytes")
        }
        let node = try choice()
        guard position == bytes.count else { throw malformed("a `)` that closes nothing") }
        return node
    }

    private func malformed(_ message: String) -> SupervisionError {
        SupervisionError(.step, "the regular expression is not understood at byte \(position): \(message)")
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ text: StaticString) -> Bool {
        let wanted = text.withUTF8Buffer { Array($0) }
        guard bytes[position...].starts(with: wanted) else { return false }
        position += wanted.count
        return true
    }

    private mutating func choice() throws -> LinePattern.Node {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { throw malformed("it is nested too deep") }
        var choices: [LinePattern.Node] = []
        repeat { choices.append(try sequence()) } while take("|")
        return choices.count == 1 ? choices[0] : .choice(choices)
    }

    private mutating func sequence() throws -> LinePattern.Node {
        var nodes: [LinePattern.Node] = []
        while let byte = next, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") {
            nodes.append(try quantified(try atom()))
        }
        return .sequence(nodes)
    }

    private mutating func quantified(_ node: LinePattern.Node) throws -> LinePattern.Node {
        var (minimum, maximum) = (1, 1)
        if take("*") {
            (minimum, maximum) = (0, .max)
        } else if take("+") {
            (minimum, maximum) = (1, .max)
        } else if take("?") {
            (minimum, maximum) = (0, 1)
        } else if let counts = try braces() {
            (minimum, maximum) = counts
        } else {
            return node
        }
        return .repeated(node, minimum: minimum, maximum: maximum, isGreedy: !take("?"))
    }

    /// `{2}`, `{2,}`, `{2,3}`; anything else is text.
    private mutating func braces() throws -> (Int, Int)? {
        let start = position
        guard take("{"), let minimum = number() else {
            position = start
            return nil
        }
        var maximum = minimum
        if take(",") { maximum = number() ?? .max }
        guard take("}") else {
            position = start
            return nil
        }
        guard minimum <= maximum, minimum <= Self.maximumCount, maximum <= Self.maximumCount || maximum == .max else {
            throw malformed("a count that is too big, or a range that is none")
        }
        return (minimum, maximum)
    }

    private mutating func number() -> Int? {
        var value: Int?
        while let byte = next, ByteSet.digits.contains(byte), value ?? 0 < 1_000_000 {
            value = (value ?? 0) * 10 + Int(byte - 0x30)
            position += 1
        }
        return value
    }

    private mutating func atom() throws -> LinePattern.Node {
        guard let byte = next else { throw malformed("it ends too early") }
        position += 1
        switch byte {
        case UInt8(ascii: "."): return .anyByte
        case UInt8(ascii: "^"): return .start
        case UInt8(ascii: "$"): return .end
        case UInt8(ascii: "("): return try group()
        case UInt8(ascii: "["): return .set(try set())
        case UInt8(ascii: "\\"): return try escape()
        case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"):
            position -= 1
            throw malformed("nothing that could be repeated")
        case 0x80...:
            // A character of several bytes is repeated as a whole.
            var character: [LinePattern.Node] = [.byte(byte)]
            while let byte = next, byte & 0xC0 == 0x80 {
                character.append(.byte(byte))
                position += 1
            }
            return .group(.sequence(character), number: nil)
        default: return .byte(byte)
        }
    }

    private mutating func group() throws -> LinePattern.Node {
        let node: LinePattern.Node
        if take("?:") {
            node = .group(try choice(), number: nil)
        } else if take("?=") {
            node = .look(try choice(), isWanted: true)
        } else if take("?!") {
            node = .look(try choice(), isWanted: false)
        } else if take("?<=") || take("?<!") {
            throw malformed("a look behind, which is not known here")
        } else {
            if take("?<") {
                while let byte = next, byte != UInt8(ascii: ">") { position += 1 }
                guard take(">") else { throw malformed("a group's name without its `>`") }
            } else if next == UInt8(ascii: "?") {
                throw malformed("a group that is not known here")
            }
            groupCount += 1
            let number = groupCount
            node = .group(try choice(), number: number)
        }
        guard take(")") else { throw malformed("a `(` that is never closed") }
        return node
    }

    private mutating func escape() throws -> LinePattern.Node {
        guard let byte = next else { throw malformed("it ends in a backslash") }
        switch byte {
        case UInt8(ascii: "b"), UInt8(ascii: "B"):
            position += 1
            return .boundary(byte == UInt8(ascii: "b"))
        case UInt8(ascii: "1")...UInt8(ascii: "9"):
            guard let group = number() else { throw malformed("no group") }
            return .same(group)
        default:
            let (set, literal) = try escaped()
            return set.map { .set($0) } ?? .byte(literal)
        }
    }

    /// What stands behind a backslash, in a class or outside: a class, or a byte.
    private mutating func escaped() throws -> (ByteSet?, UInt8) {
        guard let byte = next else { throw malformed("it ends in a backslash") }
        position += 1
        switch byte {
        case UInt8(ascii: "d"): return (.digits, 0)
        case UInt8(ascii: "D"): return (ByteSet.digits.inverted, 0)
        case UInt8(ascii: "w"): return (.word, 0)
        case UInt8(ascii: "W"): return (ByteSet.word.inverted, 0)
        case UInt8(ascii: "s"): return (.space, 0)
        case UInt8(ascii: "S"): return (ByteSet.space.inverted, 0)
        case UInt8(ascii: "t"): return (nil, 0x09)
        case UInt8(ascii: "n"): return (nil, 0x0A)
        case UInt8(ascii: "r"): return (nil, 0x0D)
        case UInt8(ascii: "f"): return (nil, 0x0C)
        case UInt8(ascii: "v"): return (nil, 0x0B)
        case UInt8(ascii: "0"): return (nil, 0)
        case UInt8(ascii: "x"), UInt8(ascii: "u"):
            let digits = byte == UInt8(ascii: "x") ? 2 : 4
            guard position + digits <= bytes.count,
                let value = UInt32(String(decoding: bytes[position..<position + digits], as: UTF8.self), radix: 16),
                let ascii = UInt8(exactly: value), ascii < 0x80
            else { throw malformed("a character by number that is not ASCII") }
            position += digits
            return (nil, ascii)
        case 0x41...0x5A, 0x61...0x7A:
            throw malformed("`\\\(Character(UnicodeScalar(byte)))`, which is not known here")
        default: return (nil, byte)
        }
    }

    private mutating func set() throws -> ByteSet {
        let isInverted = take("^")
        var result = ByteSet()
        while true {
            guard let byte = next else { throw malformed("a `[` that is never closed") }
            position += 1
            if byte == UInt8(ascii: "]") { break }
            var (set, low): (ByteSet?, UInt8) = (nil, byte)
            if byte == UInt8(ascii: "\\") {
                if take("b") { (set, low) = (nil, 0x08) } else { (set, low) = try escaped() }
            }
            if let set {
                result.formUnion(set)
                continue
            }
            var high = low
            if next == UInt8(ascii: "-"), position + 1 < bytes.count, bytes[position + 1] != UInt8(ascii: "]") {
                position += 1
                let end = bytes[position]
                position += 1
                high = end
                if end == UInt8(ascii: "\\") {
                    let (set, byte) = try escaped()
                    guard set == nil else { throw malformed("a range that ends in a class") }
                    high = byte
                }
            }
            guard low <= high else { throw malformed("a range that runs backwards") }
            result.insert(low...high)
        }
        return isInverted ? result.inverted : result
    }
}
