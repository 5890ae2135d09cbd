import Core
import Crypto
import Integrations

/// Deliveries as GitHub sends them, signed.
enum Webhook {
    static func push(
        _ repository: String, name: String, before: CommitSHA?, after: CommitSHA?, ref: String = "refs/heads/main"
    ) -> Delivery {
        let body: Value = [
            "ref": .string(ref), "before": .string((before ?? .zero).hex), "after": .string((after ?? .zero).hex),
            "repository": ["name": "weather", "full_name": .string(repository)], "sender": ["login": "ada"]
        ]
        return signed("push", name: name, body: Array(body.json().utf8))
    }

    static func signed(_ kind: String, name: String, body: [UInt8], secret: String = TestEngine.secret) -> Delivery {
        let key = SymmetricKey(data: Array(secret.utf8))
        let code = HMAC<SHA256>.authenticationCode(for: body, using: key)
            .map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return Delivery(
            headers: [
                "X-GitHub-Event": kind, "X-GitHub-Delivery": name, "X-Hub-Signature-256": "sha256=" + code
            ], body: body)
    }
}
