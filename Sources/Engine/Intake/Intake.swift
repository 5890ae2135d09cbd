import Core
import Crypto
public import Integrations
import Logging
import Store

/// The door for hooks: verify, keep, answer; what it means is worked out afterwards.
///
/// Nothing that has not been verified reaches a parser. A delivery that is answered with 2xx is on disk, synced; one that
/// could not be kept is answered with 503 so that the sender tries again.
public struct Intake: Sendable {
    let store: Store
    let deliveries: DeliveryWriter
    let catalogue: RepositoryCatalogue
    let processor: DeliveryProcessor
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
        let answer = await judge(delivery, from: forge)
        tally.add(answer.status)
        return answer
    }

    private func judge(_ delivery: Delivery, from forge: Forge) async -> IntakeAnswer {
        guard let decoder = forge.decoder else { return IntakeAnswer(404, "no such hook") }
        let verified = repositories(of: forge, thatSigned: delivery, decoder: decoder)
        guard !verified.isEmpty else { return .unauthorized }

        let kind = decoder.eventKind(delivery) ?? "unknown"
        let name = decoder.deliveryName(delivery) ?? "body-" + Self.digest(delivery.body)
        let event: ForgeEvent
        do {
            event = try decoder.decode(delivery)
        } catch {
            let answer = await keep(
                delivery, forge: forge, name: name, repository: nil, kind: kind, verdict: .invalid,
                detail: error.message)
            return answer ?? IntakeAnswer(400, "\(error.message); the body was kept for inspection")
        }
        let repository = event.repository.flatMap { identity in
            verified.first { identity.matches(url: $0.url) || identity.fullName == $0.name }
        }
        if case .ping = event.kind {
            let answer = await keep(
                delivery, forge: forge, name: name, repository: repository?.id, kind: kind, verdict: .ignored,
                detail: "ping")
            return answer ?? IntakeAnswer(200, "pong")
        }
        guard let repository else {
            return IntakeAnswer(
                404, "unknown repository \(event.repository?.fullName ?? ""): add it with 'anneal repo add'")
        }
        if case .ignored = event.kind {
            let answer = await keep(
                delivery, forge: forge, name: name, repository: repository.id, kind: kind, verdict: .ignored,
                detail: "ignored: kind \(kind)")
            return answer ?? IntakeAnswer(200, "ignored: kind \(kind)")
        }
        let answer = await keep(
            delivery, forge: forge, name: name, repository: repository.id, kind: kind, verdict: .accepted, detail: nil)
        if answer == nil {
            CrashPoint.deliveryStored.reach()
            processor.wake()
        }
        return answer ?? IntakeAnswer(202, "accepted")
    }

    private static func digest(_ body: [UInt8]) -> String {
        SHA256.hash(data: body).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
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

    /// - Returns: nil when it is kept and new.
    private func keep(
        _ delivery: Delivery, forge: Forge, name: String, repository: RepositoryID?, kind: String,
        verdict: DeliveryVerdict, detail: String?
    ) async -> IntakeAnswer? {
        do {
            let outcome = try await deliveries.store(
                NewDelivery(
                    forge: forge.rawValue, name: name, repository: repository, kind: kind, headers: delivery.headers,
                    body: delivery.body, verdict: verdict, detail: detail, receivedAt: time.now()))
            guard case .duplicate(let original) = outcome else { return nil }
            return IntakeAnswer(200, "duplicate of delivery \(original)")
        } catch {
            logger.error("delivery not kept", metadata: ["error": "\(error)"])
            return IntakeAnswer(503, "the delivery could not be kept; please send it again")
        }
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
