import ArgumentParser
import Core

struct Explain: ClientCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say why: what each workflow did with an event, why each job of a run ran or was skipped.",
        discussion: """
            A bare number is a run's if there is such a run, else an event's. With --job, each 'if' of the job and of its \
            steps is printed with the value of every part of it; what may hold a secret is shown as "***".

            Example: anneal explain run:12 --job deploy
            """)

    @Argument(help: "The number of a run or an event: 12, run:12, event:7.")
    var number: RecordNumber

    @Option(
        help: ArgumentHelp("Of a run: this job alone, by its id, name or number, with every 'if'.", valueName: "job"))
    var job: String?

    @Flag(help: "One JSON object.")
    var json = false

    @OptionGroup(title: "Server") var server: ServerOptions

    func perform(_ context: CommandContext) async throws {
        let client = try APIClient(server, context)
        let format: OutputFormat = json ? .json : .text
        let id = number.number
        switch number.kind {
        case .run: OutputRendering.render(try await RunExplanation.fetch(id, job: job, client), as: format)
        case .event where job != nil:
            throw CommandError(.invalid, "--job is about a job of a run: anneal explain run:NUMBER --job \(job ?? "")")
        case .event: OutputRendering.render(try await EventDetails.fetch(id, client), as: format)
        case nil:
            do {
                let run = try await RunExplanation.fetch(id, job: job, client)
                context.output.note("(run \(id); for the event of that number: anneal explain event:\(id))")
                OutputRendering.render(run, as: format)
            } catch let error as CommandError where error.code == .notFound && job == nil {
                let event = try await event(id, client)
                context.output.note("(event \(id); there is no run of that number)")
                OutputRendering.render(event, as: format)
            }
        }
    }

    private func event(_ id: Int64, _ client: APIClient) async throws -> EventDetails {
        do {
            return try await EventDetails.fetch(id, client)
        } catch let error as CommandError where error.code == .notFound {
            throw CommandError(.notFound, "there is no run and no event \(id)")
        }
    }
}
