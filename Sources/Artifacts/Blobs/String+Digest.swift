import Core
import Crypto

extension String {
    /// The text's SHA-256: a file name for a text that may be long or hold anything.
    var digest: String {
        var text = self
        return text.withUTF8 { SHA256.hash(data: UnsafeRawBufferPointer($0)) }.hexadecimal
    }
}
