public import Core

/// Webhooks of Gitea and Forgejo, docs.gitea.com "Webhooks".
public enum GiteaWebhook: WebhookDecoder {
    public static let forge = Forge.gitea

    public static func deliveryName(_ delivery: Delivery) -> String? {
        delivery.name(in: "x-gitea-delivery")
    }

    public static func eventKind(_ delivery: Delivery) -> String? {
        delivery.name(in: "x-gitea-event")
    }

    /// `X-Gitea-Signature` is the bare hexadecimal code; newer versions send GitHub's header too.
    public static func verify(_ delivery: Delivery, secret: Secret) -> Bool {
        if let signature = delivery.headers["x-gitea-signature"] {
            return Signature.isValid(signature[...], over: delivery.body, secret: secret)
        }
        return Signature.isValidHubSignature(delivery, secret: secret)
    }

    public static func decode(_ delivery: Delivery) throws(WebhookError) -> ForgeEvent {
        let kind = try requiredKind(delivery, header: "X-Gitea-Event")
        let fields = try delivery.jsonObject()
        guard kind == "push" else {
            let told = GiteaActivity(kind: kind, body: fields)
            return try GitHubBody(Fields(told.payload)).other(kind: told.githubKind, forge: forge)
        }
        let body = GitHubBody(fields)
        var event = try body.push(forge: forge, payload: .emptyObject)
        event.payload = try pushPayload(body.fields, event: event)
        return event
    }
}
