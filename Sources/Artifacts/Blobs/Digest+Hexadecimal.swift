import Crypto

extension SHA256.Digest {
    /// 64 lower-case digits.
    var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}

extension String {
    /// The text's SHA-256: a file name for a text that may be long or hold anything.
    var digest: String {
        var text = self
        return text.withUTF8 { SHA256.hash(data: UnsafeRawBufferPointer($0)) }.hexadecimal
    }
}
