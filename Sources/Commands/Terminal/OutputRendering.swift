import Core

/// The formats that answers come in.
enum OutputFormat: Sendable {
    case text, json
}

/// One row of a list, for people and for programs.
protocol Listable {
    static var header: [String] { get }
    var json: Value { get }
    func row(at now: Timestamp) -> [StyledText]
}

/// One thing, for people and for programs.
protocol Showable {
    var json: Value { get }
    func lines(at now: Timestamp) -> [StyledText]
}

/// The only place that tells formats apart: a new one is a compile error here and nowhere else.
enum OutputRendering {
    static func render<Row: Listable>(_ rows: [Row], as format: OutputFormat, empty: StyledText) {
        let context = CommandContext.current
        switch format {
        case .json:
            for row in rows { context.output.line(json: row.json) }
        case .text where rows.isEmpty:
            context.output.note(empty)
        case .text:
            let now = context.time.now()
            for line in Table.lines(header: Row.header, rows: rows.map { $0.row(at: now) }) {
                context.output.line(line)
            }
        }
    }

    static func render(_ thing: some Showable, as format: OutputFormat) {
        let context = CommandContext.current
        switch format {
        case .json: context.output.line(json: thing.json)
        case .text: for line in thing.lines(at: context.time.now()) { context.output.line(line) }
        }
    }
}

extension CommandOutput {
    /// JSON escapes what a terminal would act upon, except for a few characters that are harmless to programs.
    fileprivate func line(json value: Value) { write(Array((value.json() + "\n").utf8), to: .output) }
}
