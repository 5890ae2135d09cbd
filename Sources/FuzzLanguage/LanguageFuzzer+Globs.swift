import Core

extension LanguageFuzzer {
    /// The first line is the pattern, the rest the text; as characters and as bytes the answer is the same.
    static func match(_ bytes: [UInt8]) {
        let end = bytes.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        let pattern = String(decoding: bytes[..<end], as: UTF8.self)
        let subject = bytes[min(end + 1, bytes.count)...]
        do throws(GlobError) {
            let glob = try Glob(parsing: pattern)
            let fits = glob.matches(utf8: subject)
            if let text = String(validating: subject, as: UTF8.self) { precondition(glob.matches(text) == fits) }
        } catch {
            precondition((0...pattern.unicodeScalars.count).contains(error.offset), "\(error)")
        }
    }
}
