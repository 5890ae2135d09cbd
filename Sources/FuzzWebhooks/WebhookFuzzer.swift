import Core
import Integrations

/// What the fuzzer of the webhook decoders does with an input: its first byte names the forge and the kind of event,
/// the others are the body.
public enum WebhookFuzzer {
    private static let secret = Secret("fuzz")

    private static let kinds: [Forge: (header: String, kinds: [String])] = [
        .github: ("X-GitHub-Event", ["push", "ping", "pull_request", "create", "release", "workflow_run"]),
        .gitlab: ("X-Gitlab-Event", ["Push Hook", "Tag Push Hook", "Merge Request Hook", "Release Hook", "Note Hook"]),
        .gitea: ("X-Gitea-Event", ["push", "create", "pull_request"])
    ]

    public static func run(_ bytes: [UInt8]) {
        let choice = Int(bytes.first ?? 0)
        let body = Array(bytes.dropFirst())
        let forge = Forge.allCases[choice % Forge.allCases.count]
        if let decoder = forge.decoder, let (header, kinds) = kinds[forge] {
            let kind = kinds[choice / Forge.allCases.count % kinds.count]
            decode(Delivery(headers: [header: kind], body: body), by: decoder)
        }
        if let updates = try? PostReceive.updates(in: body) {
            precondition(updates.allSatisfy { $0.refBytes.starts(with: "refs/".utf8) })
        }
    }

    private static func decode(_ delivery: Delivery, by decoder: any WebhookDecoder.Type) {
        precondition(!decoder.verify(delivery, secret: secret), "a delivery without a signature is taken")
        guard let event = try? decoder.decode(delivery) else { return }
        _ = event.payload.json()
        _ = event.repository?.matches(url: event.repository?.cloneURLs.first ?? "")
        guard case .push(let ref, let before, let after) = event.kind else { return }
        precondition(ref.name.hasPrefix("refs/"))
        precondition(before != nil || after != nil)
        precondition(event.repository?.fullName.isEmpty == false)
    }
}
