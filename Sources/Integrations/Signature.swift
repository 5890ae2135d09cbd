import Core
import Crypto

/// HMAC-SHA256 over the raw body, as GitHub and Gitea sign.
enum Signature {
    /// - Parameter hex: 64 hexadecimal digits; everything else is a wrong signature.
    static func isValid(_ hex: Substring, over body: [UInt8], secret: Secret) -> Bool {
        guard !secret.isEmpty, hex.utf8.count == 64, let code = Hex.decode(hex.utf8) else { return false }
        let key = SymmetricKey(data: Array(secret.reveal().utf8))
        return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: body, using: key)
    }

    /// `X-Hub-Signature-256`. The older `X-Hub-Signature` is SHA-1 and never looked at.
    static func isValidHubSignature(_ delivery: Delivery, secret: Secret) -> Bool {
        let scheme = "sha256="
        guard let header = delivery.headers["x-hub-signature-256"], header.hasPrefix(scheme) else { return false }
        return isValid(header.dropFirst(scheme.count), over: delivery.body, secret: secret)
    }
}
