import ArgumentParser

/// Built-in actions: what `uses:` of a step names, as processes that the supervisor starts.
struct Action: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "action", abstract: "Carry out a built-in action of a job's step.", shouldDisplay: false,
        subcommands: [
            ActionCheckout.self, ActionCache.self, ActionCacheRestore.self, ActionCacheSave.self,
            ActionUploadArtifact.self, ActionDownloadArtifact.self, ActionSetupPython.self, ActionSetupUV.self,
            ActionLoad.self
        ])
}
