import Core

struct Job: Decodable, Sendable {
    struct Step: Decodable, Sendable {
        var index: Int
        var name: String
        var outcome: String?
        var conclusion: String?
        var exitCode: Int?
        var signal: Int?
        var reason: String?
        var trace: [Operand]?
        var startedAt: Timestamp
        var finishedAt: Timestamp?
    }

    struct Annotation: Decodable, Sendable {
        var level: String
        var message: String
        var title: String?
        var file: String?
        var line: Int?
        var step: Int
    }

    var id: JobID
    var run: RunID
    var key: String
    /// Its id in the workflow's file.
    var job: String?
    var name: String
    var tier: String?
    var state: String
    var conclusion: String?
    /// Why it was skipped, why the gate let it pass, what went wrong.
    var reason: String?
    /// Its `if` as a whole, then part by part; nil when nobody asked it.
    var trace: [Operand]?
    /// 0 before it has started for the first time.
    var attempt: Int
    var startedAt: Timestamp?
    var finishedAt: Timestamp?
    var steps: [Step]
    var annotations: [Annotation]
    var concurrency: ConcurrencyGroup?
}
