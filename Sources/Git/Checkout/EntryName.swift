/// Decides whether a name out of a tree may become a name on disk.
enum EntryName {
    /// Why the name is refused, as a clause; nil when it is fine.
    ///
    /// The disguises of `.git` on HFS+ and NTFS are refused on Linux too, as git does: workspaces get copied.
    static func objection(to name: [UInt8]) -> String? {
        if name.isEmpty { return "is empty" }
        if name.count > 255 { return "is longer than 255 bytes" }
        if name.contains(UInt8(ascii: "/")) || name.contains(0) { return "contains a separator" }
        if name == Array(".".utf8) || name == Array("..".utf8) { return "leads out of its folder" }
        if isGitOnHFS(name) { return "stands for the repository's own folder" }
        // NTFS takes a backslash for a separator and what follows a colon for a stream of the same file.
        for part in name.split(separator: UInt8(ascii: "\\"), omittingEmptySubsequences: false) {
            if isGitOnNTFS(part) { return "stands for the repository's own folder" }
            if part == Array("..".utf8)[...] { return "leads out of its folder" }
        }
        return nil
    }

    /// HFS+ leaves out some invisible characters and folds case.
    private static func isGitOnHFS(_ name: [UInt8]) -> Bool {
        let visible = String(decoding: name, as: UTF8.self).unicodeScalars.filter { scalar in
            switch scalar.value {
            case 0x200C...0x200F, 0x202A...0x202E, 0x206A...0x206F, 0xFEFF: false
            default: true
            }
        }
        return String(String.UnicodeScalarView(visible)).lowercased() == ".git"
    }

    private static func isGitOnNTFS(_ part: ArraySlice<UInt8>) -> Bool {
        var stem = part.prefix { $0 != UInt8(ascii: ":") }
        while let last = stem.last, last == UInt8(ascii: " ") || last == UInt8(ascii: ".") { stem.removeLast() }
        let folded = String(decoding: stem, as: UTF8.self).lowercased()
        return folded == ".git" || folded == "git~1"
    }
}
