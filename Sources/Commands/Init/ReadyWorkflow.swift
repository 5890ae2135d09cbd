/// A workflow that comes with Anneal, to be copied and changed.
struct ReadyWorkflow: Sendable {
    /// Its file's name, without `.yml`.
    var name: String
    var summary: String
    var text: String

    static let all: [ReadyWorkflow] = [pythonMLCI]
}
