public import Core
import Crypto

/// Project webhooks of GitLab, docs.gitlab.com "Webhook events".
public enum GitLabWebhook: WebhookDecoder {
    public static let forge = Forge.gitlab

    /// `Idempotency-Key` (from GitLab 17.4 on) is the same in each retry of one delivery and in no other delivery.
    ///
    /// Older versions have no such header. `X-Gitlab-Webhook-UUID` is new in each retry; `X-Gitlab-Event-UUID` is the same
    /// in everything one request caused at this hook: the tags of one push, and what a called hook caused in turn. So it
    /// names a delivery only together with the body's digest.
    public static func deliveryName(_ delivery: Delivery) -> String? {
        if let key = delivery.name(in: "idempotency-key") { return key }
        guard
            let uuid = delivery.name(in: "x-gitlab-event-uuid") ?? delivery.name(in: "x-gitlab-webhook-uuid")
        else { return nil }
        return uuid + "/" + SHA256.hash(data: delivery.body).hexadecimal
    }

    public static func eventKind(_ delivery: Delivery) -> String? {
        delivery.name(in: "x-gitlab-event")
    }

    /// GitLab sends the secret itself.
    public static func verify(_ delivery: Delivery, secret: Secret) -> Bool {
        guard !secret.isEmpty, let token = delivery.headers["x-gitlab-token"] else { return false }
        return secret.matches(token)
    }

    public static func decode(_ delivery: Delivery) throws(WebhookError) -> ForgeEvent {
        let kind = try requiredKind(delivery, header: "X-Gitlab-Event")
        let body = GitLabBody(try delivery.jsonObject())
        switch kind {
        case "Push Hook", "Tag Push Hook": return try body.push()
        default: return try body.other(hook: kind)
        }
    }
}
