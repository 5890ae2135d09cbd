import ArgumentParser
import Core
import Engine
import Foundation
import Glibc
import Logging
import Server
import Store
import Synchronization

/// What `make run` starts: the example repository, a server, a push, and the run it leads to.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show the whole thing on an example: a server, a repository, a push, a run.",
        discussion: """
            Makes a bare repository and a clone of it from the example, serves it, pushes a first commit, shows the run live
            and keeps serving until Ctrl-C. Started again it goes on with the same data.

            Example: anneal demo --example examples/seattle-weather --directory .demo
            """)

    @Option(help: ArgumentHelp("The folder whose content becomes the repository.", valueName: "dir"))
    var example: String = "examples/seattle-weather"

    @Option(help: ArgumentHelp("Where the demo's data, repository and clone are kept.", valueName: "dir"))
    var directory: String = ".demo"

    @Option(
        help: ArgumentHelp(
            "Where to listen; the next free port when it is taken (default: \(Settings.defaultListen)).",
            valueName: "host:port"))
    var listen: String = Settings.defaultListen

    @Flag(help: "End with the run's exit code instead of serving on.")
    var once = false

    func run() async throws {
        let repository = DemoRepository(example: example.absolutePath, directory: directory.absolutePath)
        var settings = try await Settings.load(
            file: nil, flags: [.data: repository.data, .listen: listen, .logLevel: "warning"])
        settings.port = Port.firstFree(from: settings.port, host: settings.host)
        if !listen.hasSuffix(":\(settings.port)") {
            Console.write("port of \(listen) is taken: using \(settings.port)\n")
        }
        let logger = try Logger.anneal(level: settings.logLevel)
        let code = Mutex<Int32>(0)
        let isOnce = once
        let token = settings.data + "/admin-token"
        do {
            try await ServerProcess(settings: settings, logger: logger).run { engine, address in
                do {
                    let conclusion = try await repository.push(engine: engine, address: address)
                    code.withLock { $0 = conclusion.map { $0.isFailure || $0 == .cancelled ? 1 : 0 } ?? 2 }
                } catch is CancellationError {
                    // Ctrl-C before the run was over; the next start shows the rest of it.
                    return code.withLock { $0 = 2 }
                } catch {
                    Console.write("anneal: \(error)\n")
                    code.withLock { $0 = 2 }
                }
                if isOnce {
                    kill(getpid(), SIGTERM)
                } else {
                    Console.write(repository.farewell(address: address, token: token))
                }
            }
        } catch let error as EngineError {
            throw Failure.couldNotRun(error.message)
        }
        throw ExitCode(isOnce ? code.withLock { $0 } : 0)
    }
}
