extension ActionLock.Entry {
    /// Whether the names can be a part of a URL, of a path on disk and of a line of the lock, and the reference one that
    /// git allows. What stands behind `uses:` may be any text; what is fetched may not.
    public var isFetchable: Bool {
        [owner, repository].allSatisfy(Self.isName) && Self.isReference(ref)
    }

    private static func isName(_ name: String) -> Bool {
        guard !name.isEmpty, name != ".", name != "..", !name.hasPrefix("-"), name.utf8.count <= 255 else {
            return false
        }
        return name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                true
            default: false
            }
        }
    }

    private static func isReference(_ text: String) -> Bool {
        guard !text.isEmpty, !text.hasPrefix("-"), !text.hasPrefix("/"), !text.hasSuffix("/"), !text.contains(".."),
            !text.contains("@{")
        else { return false }
        return text.unicodeScalars.allSatisfy { scalar in
            scalar.value > 0x20 && scalar.value != 0x7F && !"~^:?*[\\".unicodeScalars.contains(scalar)
        }
    }
}
