/// The forms in which programs print a secret without meaning to: in JSON, in a URL, as base64 of something longer.
enum SecretEncodings {
    /// No more than this many times the secret's own bytes come out of ``forms(of:)``.
    static let growth = 60

    static func forms(of secret: [UInt8]) -> [[UInt8]] {
        var forms: [[UInt8]] = [secret]
        forms += lines(of: secret)
        forms += jsonForms(of: secret)
        forms += urlForms(of: secret)
        forms += base64Forms(of: secret)
        forms.append(escape(secret) { xmlEscapes[$0] })
        forms.append(secret.flatMap { hex($0, lowercase) })
        forms.append(secret.flatMap { hex($0, uppercase) })
        return forms
    }

    /// A private key is often printed a line at a time, with something before each line.
    private static func lines(of secret: [UInt8]) -> [[UInt8]] {
        let parts = secret.split { $0 == 0x0A || $0 == 0x0D }
        return parts.count < 2 ? [] : parts.map { Array($0).trimmingWhitespace }
    }

    // MARK: JSON, Python, C

    private static func jsonForms(of secret: [UInt8]) -> [[UInt8]] {
        let plain = escape(secret) { jsonEscapes[$0] }
        let slashed = escape(secret) { $0 == UInt8(ascii: "/") ? Array("\\/".utf8) : jsonEscapes[$0] }
        var ascii = ""
        for unit in String(decoding: secret, as: UTF8.self).utf16 {
            if unit < 0x80 {
                ascii += String(decoding: jsonEscapes[UInt8(unit)] ?? [UInt8(unit)], as: UTF8.self)
            } else {
                let digits = String(unit, radix: 16)
                ascii += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
        return [plain, slashed, Array(ascii.utf8)]
    }

    private static let jsonEscapes: [UInt8: [UInt8]] = {
        var escapes: [UInt8: [UInt8]] = [:]
        for byte in UInt8(0)..<0x20 { escapes[byte] = Array("\\u00".utf8) + hex(byte, lowercase) }
        let short: [(UInt8, String)] = [
            (0x22, "\\\""), (0x5C, "\\\\"), (0x0A, "\\n"), (0x0D, "\\r"), (0x09, "\\t"), (0x08, "\\b"), (0x0C, "\\f")
        ]
        for (byte, text) in short { escapes[byte] = Array(text.utf8) }
        return escapes
    }()

    private static let xmlEscapes: [UInt8: [UInt8]] = [
        UInt8(ascii: "&"): Array("&amp;".utf8), UInt8(ascii: "<"): Array("&lt;".utf8),
        UInt8(ascii: ">"): Array("&gt;".utf8), UInt8(ascii: "\""): Array("&quot;".utf8),
        UInt8(ascii: "'"): Array("&apos;".utf8)
    ]

    private static func escape(_ secret: [UInt8], _ table: (UInt8) -> [UInt8]?) -> [UInt8] {
        secret.flatMap { table($0) ?? [$0] }
    }

    // MARK: URL

    /// RFC 3986, the same in lower case, what `encodeURIComponent` and Python's `quote` leave alone, and HTML forms.
    private static func urlForms(of secret: [UInt8]) -> [[UInt8]] {
        func encode(keeping kept: String, _ digits: [UInt8], space: [UInt8]? = nil) -> [UInt8] {
            let kept = Set(kept.utf8)
            return escape(secret) { byte in
                if isAlphanumeric(byte) || kept.contains(byte) { return nil }
                if byte == 0x20, let space { return space }
                return [UInt8(ascii: "%")] + hex(byte, digits)
            }
        }
        return [
            encode(keeping: "-._~", uppercase), encode(keeping: "-._~", lowercase),
            encode(keeping: "-._~!'()*", uppercase), encode(keeping: "-._~/", uppercase),
            encode(keeping: "-._*", uppercase, space: [UInt8(ascii: "+")])
        ]
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    private static let lowercase = Array("0123456789abcdef".utf8)
    private static let uppercase = Array("0123456789ABCDEF".utf8)

    private static func hex(_ byte: UInt8, _ digits: [UInt8]) -> [UInt8] {
        [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }

    // MARK: base64

    /// Inside a longer text a secret starts at one of three places of a group of three bytes. What stays the same
    /// whatever stands around it are the characters made of its bits alone.
    private static func base64Forms(of secret: [UInt8]) -> [[UInt8]] {
        (0..<3).flatMap { shift in
            let bits = (shift + secret.count) * 8
            let first = (shift * 8 + 5) / 6
            let last = bits / 6
            let padded = [UInt8](repeating: 0, count: shift) + secret + [0, 0]
            let indices = (first..<max(first, last)).map { sextet(padded, at: $0) }
            return [indices.map { standardAlphabet[$0] }, indices.map { urlAlphabet[$0] }]
        }
    }

    private static func sextet(_ bytes: [UInt8], at index: Int) -> Int {
        let bit = index * 6
        let pair = Int(bytes[bit / 8]) << 8 | Int(bytes[bit / 8 + 1])
        return pair >> (10 - bit % 8) & 63
    }

    private static let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    private static let standardAlphabet = Array((letters + "+/").utf8)
    private static let urlAlphabet = Array((letters + "-_").utf8)
}
