import Core
import Foundation
import Glibc

/// `DIR/admin-token`: made at the first start, mode 0600.
enum AdminToken {
    static func readOrMake(at path: String) throws -> Secret {
        if let text = try? String(contentsOfFile: path, encoding: .utf8) {
            let token = text.trimmingCharacters(in: .whitespacesAndNewlines)
            guard token.count >= 16 else {
                throw SettingsError("\(path) holds no usable token: delete it, and the next start makes a new one")
            }
            return Secret(token)
        }
        var random = SystemRandomNumberGenerator()
        let token =
            "anneal_"
            + (0..<4).map { _ in
                let word = String(random.next(), radix: 36)
                return String(repeating: "0", count: 13 - word.count) + word
            }.joined()
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SettingsError("cannot make \(path): \(String(cString: strerror(errno)))") }
        defer { close(descriptor) }
        let bytes = Array((token + "\n").utf8)
        guard write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
            unlink(path)
            throw SettingsError("cannot write \(path): \(String(cString: strerror(errno)))")
        }
        return Secret(token)
    }
}
