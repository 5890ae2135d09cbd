import ArgumentParser
import Core
import Engine
import Executors
import Foundation
import Glibc
import Logging
import Server
import ServiceLifecycle

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the server: hooks, watcher, scheduler, pages.",
        discussion: """
            Settings come from --config, then from ANNEAL_… variables, then from flags, each stronger than the one before.
            The first start writes an admin token to DIR/admin-token.

            Example: anneal serve --data /var/lib/anneal --listen 127.0.0.1:8080
            """)

    @Option(help: ArgumentHelp("A YAML file with settings.", valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("Where everything is kept (default: ~/.local/share/anneal).", valueName: "dir"))
    var data: String?

    @Option(help: ArgumentHelp("Where to listen (default: \(Settings.defaultListen)).", valueName: "host:port"))
    var listen: String?

    @Option(help: ArgumentHelp("How people reach this server, for links.", valueName: "url"))
    var publicURL: String?

    @Flag(help: "Let everybody read without a token.")
    var publicRead = false

    @Option(help: ArgumentHelp("Jobs at a time (default: cores).", valueName: "n"))
    var concurrency: Int?

    @Option(
        help: ArgumentHelp("Seconds from TERM to KILL when a job is cancelled (default: 10).", valueName: "seconds"))
    var cancelGrace: Int?

    @Option(help: ArgumentHelp("What happens to workspaces: remove, keep, keep-on-failure.", valueName: "policy"))
    var workspaces: String?

    @Option(help: ArgumentHelp("A JSON object with the values of the secrets context, mode 0600.", valueName: "file"))
    var secretsFile: String?

    @Option(help: ArgumentHelp("trace, debug, info, notice, warning or error.", valueName: "level"))
    var logLevel: String?

    @Option(help: ArgumentHelp("process, or dummy to try things out without running anything.", valueName: "kind"))
    var executor: String?

    @Option(
        name: .customLong("action-source"),
        help: ArgumentHelp(
            "Where remote actions come from, in order; may be repeated (default: https://github.com/{owner}/{repo}).",
            valueName: "url-pattern"))
    var actionSources: [String] = []

    @Option(help: ArgumentHelp("What the caches of a repository may take (default: 10GiB).", valueName: "size"))
    var cacheQuota: String?

    @Option(help: ArgumentHelp("Days that artifacts are kept (default: 90).", valueName: "days"))
    var artifactRetention: Int?

    func run() async throws {
        let settings: Settings
        do {
            settings = try await Settings.load(file: config, flags: flags)
        } catch let error as SettingsError {
            throw Failure.couldNotRun(error.description)
        }
        let logger = try Logger.anneal(level: settings.logLevel)
        for name in Settings.unknownVariables(in: ProcessInfo.processInfo.environment) {
            Failure.note("the environment variable \(name) is no setting of 'anneal serve', and does nothing")
        }
        do {
            try await ServerProcess(settings: settings, logger: logger).run()
        } catch let error as EngineError {
            throw Failure.couldNotRun(error.message)
        } catch let error as ListenError {
            throw Failure.couldNotRun(error.description)
        }
    }

    private var flags: [Settings.Key: String] {
        var flags: [Settings.Key: String] = [:]
        flags[.data] = data
        flags[.listen] = listen
        flags[.publicURL] = publicURL
        flags[.publicRead] = publicRead ? "true" : nil
        flags[.concurrency] = concurrency.map(String.init)
        flags[.cancelGrace] = cancelGrace.map(String.init)
        flags[.workspaces] = workspaces
        flags[.secretsFile] = secretsFile
        flags[.logLevel] = logLevel
        flags[.executor] = executor
        flags[.actionsSources] = actionSources.isEmpty ? nil : actionSources.joined(separator: ",")
        flags[.cacheQuota] = cacheQuota
        flags[.artifactRetention] = artifactRetention.map(String.init)
        return flags
    }
}

extension Logger {
    static func anneal(level: String) throws -> Logger {
        guard let level = Logger.Level(rawValue: level) else {
            throw Failure.couldNotRun("'\(level)' is not a log level: trace, debug, info, notice, warning, error")
        }
        var logger = Logger(label: "anneal") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = level
        return logger
    }
}
