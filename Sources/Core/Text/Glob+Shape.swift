extension Glob {
    /// What can be said of a text by its bytes at both ends, without running the matcher: a push of ten thousand paths is
    /// held against the patterns of hundreds of workflows, and nearly every pair of them is decided here.
    struct Shape: Sendable {
        /// What every text that fits begins with, and ends with behind that, in UTF-8.
        let prefix: [UInt8]
        let suffix: [UInt8]
        let middle: Middle

        /// What may stand between the two.
        enum Middle: Sendable {
            case nothing
            case anything
            case withoutSlash
            /// Nothing, or anything that ends in `/`.
            case wholeSegments
            /// More than bytes can tell.
            case tokens
        }

        /// - Parameters:
        ///   - prefix: literal tokens.
        ///   - rest: the tokens behind them.
        init(prefix: ArraySlice<Token>, rest: ArraySlice<Token>) {
            let end = rest.lastIndex { $0.literal == nil }.map { $0 + 1 } ?? rest.startIndex
            self.prefix = Self.bytes(prefix)
            suffix = Self.bytes(rest[end...])
            middle =
                switch Array(rest[..<end]) {
                case []: .nothing
                case [.many(.all)], [.segments, .many(.all)], [.segments, .many(.allButSlash)]: .anything
                case [.many(.allButSlash)]: .withoutSlash
                case [.segments]: .wholeSegments
                default: .tokens
                }
        }

        private static func bytes(_ tokens: ArraySlice<Token>) -> [UInt8] {
            var text = ""
            text.unicodeScalars.append(contentsOf: tokens.compactMap(\.literal).compactMap(Unicode.Scalar.init))
            return Array(text.utf8)
        }

        /// - Returns: nil when the matcher has to look. The encoding of a scalar never begins inside that of another, so bytes
        ///   that are equal are scalars that are equal, in a text that is not UTF-8 too.
        func answer(for bytes: UnsafeBufferPointer<UInt8>) -> Bool? {
            let length = bytes.count - prefix.count - suffix.count
            guard length >= 0 else { return false }
            for (offset, byte) in prefix.enumerated() where bytes[offset] != byte { return false }
            let end = bytes.count - suffix.count
            for (offset, byte) in suffix.enumerated() where bytes[end + offset] != byte { return false }
            switch middle {
            case .nothing: return length == 0
            case .anything: return true
            case .withoutSlash: return !bytes[prefix.count..<end].contains(UInt8(ascii: "/"))
            case .wholeSegments: return length == 0 || bytes[end - 1] == UInt8(ascii: "/")
            case .tokens: return nil
            }
        }
    }
}
