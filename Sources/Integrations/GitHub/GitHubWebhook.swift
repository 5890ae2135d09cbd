public import Core

/// Webhooks of GitHub, docs.github.com "Webhook events and payloads".
public enum GitHubWebhook: WebhookDecoder {
    public static let forge = Forge.github
    public static let bodyIsPayload = true

    /// `X-GitHub-Delivery`; a redelivery has the same.
    public static func deliveryName(_ delivery: Delivery) -> String? {
        delivery.name(in: "x-github-delivery")
    }

    public static func eventKind(_ delivery: Delivery) -> String? {
        delivery.name(in: "x-github-event")
    }

    public static func verify(_ delivery: Delivery, secret: Secret) -> Bool {
        Signature.isValidHubSignature(delivery, secret: secret)
    }

    public static func decode(_ delivery: Delivery) throws(WebhookError) -> ForgeEvent {
        let kind = try requiredKind(delivery, header: "X-GitHub-Event")
        let body = GitHubBody(try delivery.jsonObject())
        switch kind {
        case "push": return try body.push(forge: forge, payload: body.fields.value)
        case "ping":
            return ForgeEvent(
                forge: forge, kind: .ping, repository: body.repository, sender: body.sender,
                payload: body.fields.value)
        default: return try body.other(kind: kind, forge: forge)
        }
    }
}
