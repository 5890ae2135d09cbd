import ArgumentParser

struct Repo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take in, list, show and remove repositories.",
        discussion: "Example: anneal repo add weather https://github.com/acme/weather --forge github",
        subcommands: [RepoAdd.self, RepoList.self, RepoShow.self, RepoRemove.self])
}
