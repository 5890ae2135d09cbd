/// One name against one segment of a pattern: `*`, `?`, `[a-z]`, `[!a-z]`, and `\` before a character meant as itself.
public enum NameGlob {
    /// Takes no longer than the product of the lengths: of several `*` only the last is ever tried again.
    public static func matches(_ pattern: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
        var (pattern, name) = (pattern, name)
        var retry: (pattern: ArraySlice<UInt8>, name: ArraySlice<UInt8>)?
        while true {
            if pattern.first == UInt8(ascii: "*") {
                pattern = pattern.drop { $0 == UInt8(ascii: "*") }
                retry = (pattern, name)
                continue
            }
            if name.isEmpty && pattern.isEmpty { return true }
            if let rest = matchOne(pattern, name) {
                (pattern, name) = (rest, name.dropFirst())
                continue
            }
            guard let last = retry, !last.name.isEmpty else { return false }
            retry = (last.pattern, last.name.dropFirst())
            (pattern, name) = (last.pattern, last.name.dropFirst())
        }
    }

    /// - Returns: the pattern behind what matched the name's first byte; nil when nothing did.
    private static func matchOne(_ pattern: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let wanted = pattern.first, let byte = name.first else { return nil }
        let rest = pattern.dropFirst()
        switch wanted {
        case UInt8(ascii: "?"):
            return rest
        case UInt8(ascii: "\\"):
            return rest.first == byte ? rest.dropFirst() : nil
        case UInt8(ascii: "["):
            guard let (isInside, behind) = matchClass(rest, byte) else { return byte == wanted ? rest : nil }
            return isInside ? behind : nil
        default:
            return byte == wanted ? rest : nil
        }
    }

    /// - Returns: nil when the bracket is never closed and so stands for itself.
    private static func matchClass(_ text: ArraySlice<UInt8>, _ byte: UInt8) -> (Bool, ArraySlice<UInt8>)? {
        var rest = text
        let isNegated = rest.first == UInt8(ascii: "!") || rest.first == UInt8(ascii: "^")
        if isNegated { rest = rest.dropFirst() }
        var isInside = false
        var isFirst = true
        while let low = rest.popFirst() {
            if low == UInt8(ascii: "]") && !isFirst { return (isInside != isNegated, rest) }
            isFirst = false
            if rest.first == UInt8(ascii: "-"), let high = rest.dropFirst().first, high != UInt8(ascii: "]") {
                rest = rest.dropFirst(2)
                isInside = isInside || (low <= byte && byte <= high)
            } else {
                isInside = isInside || low == byte
            }
        }
        return nil
    }
}
