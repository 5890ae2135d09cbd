import Commands
import Core
import Foundation

/// Runs a command line in this process and keeps all that it says.
struct Anneal {
    struct Outcome: Equatable {
        var code: Int32
        var output: String
        var error: String = ""
    }

    var scratch: Scratch
    var environment: [String: String] = [:]
    var coloured = false
    var answer: String?
    /// What standard input holds, less than a pipe does.
    var input = ""
    /// Lives as long as the command line that talks to it.
    var server: ScriptedServer?

    func callAsFunction(_ arguments: String...) async -> Outcome { await run(arguments) }

    func run(_ arguments: [String]) async -> Outcome {
        let output = CapturedOutput(coloured: coloured)
        var environment = environment
        if environment["HOME"] == nil { environment["HOME"] = scratch.path }
        var context = CommandContext(
            output: output, environment: environment, workingDirectory: scratch.path, time: FrozenTime(),
            executableDirectory: scratch.path + "/bin")
        if let answer { context.ask = { _ in answer } }
        let pipe = Pipe()
        pipe.fileHandleForWriting.write(Data(input.utf8))
        try? pipe.fileHandleForWriting.close()
        context.input = pipe.fileHandleForReading.fileDescriptor
        defer { try? pipe.fileHandleForReading.close() }
        let code = await CommandContext.$current.withValue(context) {
            await Commands.run(TestRoot.self, arguments: arguments)
        }
        return Outcome(code: code, output: output.output, error: output.error)
    }

    /// A command line against a server that takes the token `secret-token`.
    static func with(_ table: [String: [ScriptedServer.Answer]]) throws -> (Anneal, ScriptedServer) {
        let scratch = try Scratch()
        let server = try ScriptedServer(table, in: scratch)
        let environment = ["ANNEAL_URL": server.address, "ANNEAL_TOKEN": "secret-token", "USER": "ada"]
        return (Anneal(scratch: scratch, environment: environment, server: server), server)
    }
}
