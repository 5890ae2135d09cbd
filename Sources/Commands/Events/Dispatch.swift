import ArgumentParser
import Core
import OrderedCollections

struct Dispatch: ClientCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ask a server for a workflow by hand.",
        discussion: "Example: anneal dispatch weather ci.yml --ref main --input epochs=20")

    @Argument(help: "The repository's name.")
    var repository: String

    @Argument(help: "The workflow's file.")
    var workflow: String

    @Option(help: ArgumentHelp("A branch or tag (default: the default branch).", valueName: "ref"))
    var ref: String?

    @Option(help: ArgumentHelp("An input; may be repeated.", valueName: "name=value"))
    var input: [String] = []

    @OptionGroup var format: FormatOptions
    @OptionGroup(title: "Server") var server: ServerOptions

    func perform(_ context: CommandContext) async throws {
        let inputs = try parsedInputs()
        let client = try APIClient(server, context)
        var body: OrderedDictionary<String, Value> = [
            "repository": .string(repository), "workflow": .string(workflow), "inputs": .object(inputs)
        ]
        body["ref"] = ref.map(Value.string)
        body["actor"] = context.environment["USER"].map(Value.string)
        let made = try Answer<EventReference>(try await client.post("/dispatches", body: .object(body)))
        OutputRendering.render(Dispatched(answer: made), as: format.format)
    }

    private func parsedInputs() throws -> OrderedDictionary<String, Value> {
        var inputs: OrderedDictionary<String, Value> = [:]
        for text in input {
            guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
                throw ValidationError("--input takes NAME=VALUE, not '\(text.printable)'")
            }
            let name = String(text[..<equals])
            guard inputs[name] == nil else { throw ValidationError("the input '\(name.printable)' is given twice") }
            inputs[name] = .string(String(text[text.index(after: equals)...]))
        }
        return inputs
    }

    private struct Dispatched: Showable {
        var answer: Answer<EventReference>

        var json: Value { answer.value }

        func lines(at now: Timestamp) -> [StyledText] {
            let number = answer.event.rawValue
            return ["event \(number)", "what became of it: anneal explain event:\(number)"]
        }
    }
}
