import Core

extension EngineConfiguration {
    /// As on GitHub: what a stranger wrote, and brings in a pull request, sees none of the server's secrets.
    func withholdsSecrets(from event: Event) -> Bool { event.isFromFork && !handsSecretsToForks }

    /// The `secrets` that the runs of an event may use, whenever they run: a re-run or a replay has no other event.
    func secrets(for event: Event) -> [String: Secret] { withholdsSecrets(from: event) ? [:] : secrets }
}
