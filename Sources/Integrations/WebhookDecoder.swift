public import Core

/// Reads the webhooks of one forge. Nothing else in the engine knows that forge's JSON.
public protocol WebhookDecoder: Sendable {
    static var forge: Forge { get }

    /// Whether ``ForgeEvent/payload`` is always the body as it stands.
    static var bodyIsPayload: Bool { get }

    /// What two copies of one delivery have in common and no two deliveries do; nil when the headers don't say.
    static func deliveryName(_ delivery: Delivery) -> String?

    /// The kind of event in the forge's own spelling, from the headers.
    static func eventKind(_ delivery: Delivery) -> String?

    /// Whether the sender knows the secret. Takes equally long for every wrong answer; false for an empty secret.
    static func verify(_ delivery: Delivery, secret: Secret) -> Bool

    /// Reads the body. Time and memory grow linearly with its size, whatever is in it.
    static func decode(_ delivery: Delivery) throws(WebhookError) -> ForgeEvent
}

extension WebhookDecoder {
    public static var bodyIsPayload: Bool { false }

    static func requiredKind(_ delivery: Delivery, header: String) throws(WebhookError) -> String {
        guard let kind = eventKind(delivery) else {
            throw WebhookError(
                .missingHeader,
                "The header \(header), which names the kind of event, is missing or not a name; "
                    + "is this a webhook of \(forge.rawValue)?")
        }
        return kind
    }
}
