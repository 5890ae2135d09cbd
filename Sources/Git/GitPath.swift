/// A path inside a repository: bytes, because git promises nothing about their encoding. Parts are separated by `/`.
public struct GitPath: Hashable, Sendable {
    public let bytes: [UInt8]

    public init(bytes: some Sequence<UInt8>) {
        self.bytes = Array(bytes)
    }

    public init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// For matching and for people; what is not UTF-8 becomes U+FFFD.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The last part of the path.
    public var lastPart: GitPath {
        GitPath(bytes: bytes.suffix(while: { $0 != UInt8(ascii: "/") }))
    }

    public func appending(_ part: some Sequence<UInt8>) -> GitPath {
        bytes.isEmpty ? GitPath(bytes: part) : GitPath(bytes: bytes + [UInt8(ascii: "/")] + part)
    }
}

extension GitPath: Comparable {
    /// By bytes, as git sorts.
    public static func < (left: GitPath, right: GitPath) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}

extension GitPath: CustomStringConvertible {
    public var description: String { text }
}

extension GitPath: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        self.init(text)
    }
}

extension Array where Element == UInt8 {
    /// The longest tail whose bytes all satisfy the condition.
    fileprivate func suffix(while condition: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        var start = endIndex
        while start > startIndex, condition(self[start - 1]) { start -= 1 }
        return self[start...]
    }
}
