import ArgumentParser

struct FormatOptions: ParsableArguments {
    @Flag(help: "One JSON object a line.")
    var json = false

    var format: OutputFormat { json ? .json : .text }
}

struct ListOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Only of this repository.", valueName: "name"))
    var repository: String?

    @Option(help: ArgumentHelp("How many at most.", valueName: "n"))
    var limit: Int = 20

    func validate() throws {
        guard (1...100_000).contains(limit) else { throw ValidationError("--limit takes a number from 1 to 100000") }
    }
}
