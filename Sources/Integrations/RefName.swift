/// What git demands of a full reference name (`git help check-ref-format`), on bytes because git's names are bytes.
enum RefName {
    /// Longer than any file system takes for a loose reference.
    static let maximumLength = 4096

    /// - Returns: nil for a good name, else what it does wrong, to follow the word "it".
    static func problem(in name: [UInt8]) -> String? {
        guard name.starts(with: "refs/".utf8) else { return "does not begin with 'refs/'" }
        guard name.count <= maximumLength else { return "is longer than \(maximumLength) bytes" }
        for (offset, byte) in name.enumerated() {
            if byte < 0x20 || byte == 0x7F { return "holds a control character" }
            if forbidden.contains(byte) { return "holds '\(Character(Unicode.Scalar(byte)))'" }
            guard offset + 1 < name.count else { break }
            if byte == dot, name[offset + 1] == dot { return "holds '..'" }
            if byte == UInt8(ascii: "@"), name[offset + 1] == UInt8(ascii: "{") { return "holds '@{'" }
        }
        if name.last == dot { return "ends with '.'" }
        for part in name.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            if part.isEmpty { return "has an empty part" }
            if part.first == dot { return "has a part that begins with '.'" }
            if part.suffix(5).elementsEqual(".lock".utf8) { return "has a part that ends with '.lock'" }
        }
        return nil
    }

    private static let dot = UInt8(ascii: ".")
    private static let forbidden = Set(" ~^:?*[\\".utf8)
}
