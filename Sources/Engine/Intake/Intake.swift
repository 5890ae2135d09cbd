import Core
import Crypto
public import Integrations
import Logging
import Store

/// The door for hooks: verify, keep, answer; what it starts is decided afterwards.
///
/// Nothing that has not been verified reaches a parser. A delivery that is answered with 2xx is on disk, synced, and so
/// are its events; one that could not be kept is answered with 503 so that the sender tries again.
public struct Intake: Sendable {
    let deliveries: DeliveryWriter
    let catalogue: RepositoryCatalogue
    let events: EventProcessor
    let load: IntakeLoad
    let feed: ChangeFeed
    let time: any TimeSource
    let logger: Logger
    /// How many deliveries were answered, by status.
    public let tally = Tally()

    /// Bodies above this are checked only against the secrets of repositories they name, so that a stranger cannot
    /// make us hash 25 MB once for each secret.
    private static let anySecretLimit = 1 << 20

    /// GitHub, GitLab and Gitea name the repository within the first fields of a body.
    private static let nameWindow = 64 << 10

    public func receive(_ delivery: Delivery, from forge: Forge) async -> IntakeAnswer {
        let answer = await load.carry { await judge(delivery, from: forge) }
        tally.add(answer.status)
        return answer
    }

    private func judge(_ delivery: Delivery, from forge: Forge) async -> IntakeAnswer {
        guard let decoder = forge.decoder else { return IntakeAnswer(404, "no such hook") }
        let verified = repositories(of: forge, thatSigned: delivery, decoder: decoder)
        guard !verified.isEmpty else { return .unauthorized }

        let kind = decoder.eventKind(delivery) ?? "unknown"
        var new = NewDelivery(
            forge: forge.rawValue, name: decoder.deliveryName(delivery) ?? "body-" + Self.digest(delivery.body),
            repository: nil, kind: kind, headers: delivery.headers, body: delivery.body, verdict: .ignored,
            receivedAt: time.now())
        let event: ForgeEvent
        do {
            event = try decoder.decode(delivery)
        } catch {
            new.verdict = .invalid
            new.detail = error.message
            return await keep(new, IntakeAnswer(400, "\(error.message); the body was kept for inspection"))
        }
        let repository = event.repository.flatMap { identity in
            verified.first { identity.matches(url: $0.url) || identity.fullName == $0.name }
        }
        new.repository = repository?.id
        if case .ping = event.kind {
            new.detail = "ping"
            return await keep(new, IntakeAnswer(200, "pong"))
        }
        guard repository != nil else {
            return IntakeAnswer(
                404, "unknown repository \(event.repository?.fullName ?? ""): add it with 'anneal repo add'")
        }
        guard let eventKind = event.eventKind else {
            new.detail = "ignored: kind \(kind)"
            return await keep(new, IntakeAnswer(200, "ignored: kind \(kind)"))
        }
        new.verdict = .accepted
        let place = event.place
        // Not a mere `nil`, which would be the value null.
        let payload = decoder.bodyIsPayload ? Value?.none : event.payload
        new.events = [
            ToldEvent(
                kind: eventKind, ref: place.ref, before: place.before, after: place.after,
                actor: event.sender?.login ?? "", payload: payload)
        ]
        return await keep(new, IntakeAnswer(202, "accepted"))
    }

    private static func digest(_ body: [UInt8]) -> String {
        SHA256.hash(data: body).hexadecimal
    }

    private func repositories(
        of forge: Forge, thatSigned delivery: Delivery, decoder: any WebhookDecoder.Type
    ) -> [RepositoryRecord] {
        let window = delivery.body.prefix(Self.nameWindow)
        let records = catalogue.all.filter { $0.forge == forge.rawValue && $0.webhookSecret != nil }
        let named = records.filter { window.contains(needle: Array($0.name.utf8)) }
        let others = delivery.body.count <= Self.anySecretLimit ? records : []
        var verdicts: [String: Bool] = [:]
        func signed(_ record: RepositoryRecord) -> Bool {
            guard let secret = record.webhookSecret else { return false }
            let key = secret.reveal()
            if let known = verdicts[key] { return known }
            let verdict = decoder.verify(delivery, secret: secret)
            verdicts[key] = verdict
            return verdict
        }
        if named.contains(where: signed) {
            return records.filter { verdicts[$0.webhookSecret?.reveal() ?? ""] == true }
        }
        guard others.contains(where: signed) else { return [] }
        return records.filter { verdicts[$0.webhookSecret?.reveal() ?? ""] == true }
    }

    /// - Parameter answer: when it is kept and new.
    private func keep(_ new: NewDelivery, _ answer: IntakeAnswer) async -> IntakeAnswer {
        do {
            switch try await keep(new) {
            case .new: return answer
            case .duplicate(let original): return IntakeAnswer(200, "duplicate of delivery \(original)")
            }
        } catch {
            logger.error("delivery not kept", metadata: ["error": "\(error)"])
            return IntakeAnswer(503, "the delivery could not be kept; please send it again")
        }
    }

    /// Keeps a delivery with its events, synced, and lets them be decided.
    func keep(_ new: NewDelivery) async throws -> DeliveryOutcome {
        let outcome = try await deliveries.store(new)
        guard case .new(_, let told) = outcome, !told.isEmpty else { return outcome }
        CrashPoint.eventStored.reach()
        for event in told { feed.publish(.event(event)) }
        events.wake()
        return outcome
    }
}

extension Collection where Element == UInt8 {
    /// Plain search; the window it is used on is small.
    fileprivate func contains(needle: [UInt8]) -> Bool {
        guard let first = needle.first, count >= needle.count else { return false }
        var rest = self[...]
        while let index = rest.firstIndex(of: first) {
            rest = rest[index...]
            if rest.starts(with: needle) { return true }
            rest = rest.dropFirst()
        }
        return false
    }
}
