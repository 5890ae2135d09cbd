import Core
import Crypto
import Foundation

/// What a browser is handed instead of the admin token: good until its time, for the pages, and worthless once the token
/// is another one. It is signed with the token and kept nowhere.
struct Session {
    /// How long a browser stays signed in: 30 days.
    static let length = 30 * 24 * 3600

    private let key: SymmetricKey

    init(_ token: Secret) {
        key = SymmetricKey(data: Data(token.reveal().utf8))
    }

    /// `end.signature`, the end in seconds since 1970.
    func make(at now: Timestamp = .now()) -> String {
        let end = now.milliseconds / 1000 + Int64(Self.length)
        let signature = HMAC<SHA256>.authenticationCode(for: Self.message(String(end)), using: key)
        return "\(end)." + Data(signature).base64EncodedString().filter { $0 != "=" }
    }

    func isValid(_ text: String, at now: Timestamp = .now()) -> Bool {
        let parts = text.split(separator: ".", maxSplits: 1)
        guard parts.count == 2, let end = Int64(parts[0]), end > now.milliseconds / 1000,
            let signature = Data(base64Encoded: parts[1] + String(repeating: "=", count: (4 - parts[1].count % 4) % 4))
        else { return false }
        return HMAC<SHA256>.isValidAuthenticationCode(
            signature, authenticating: Self.message(String(parts[0])), using: key)
    }

    private static func message(_ end: String) -> Data { Data("anneal session until \(end)".utf8) }
}
