import ArgumentParser

/// Remote actions of the working tree and the commits they are pinned to.
struct ActionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "actions", abstract: "Pin remote actions to commits, in .anneal/actions.lock.",
        discussion: """
            A workflow names a version of an action ('uses: owner/name@v1'), and the lock says which commit that is, so
            that a run tomorrow is what it is today. Where actions come from is said by 'actions.sources'.

            Example: anneal actions lock
            """,
        subcommands: [ActionsLock.self, ActionsUpdate.self, ActionsList.self])
}
