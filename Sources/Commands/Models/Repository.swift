import Core

struct Repository: Decodable, Sendable {
    var id: RepositoryID
    var name: String
    var url: String
    var forge: String
    var hasWebhookSecret: Bool?
    var hasCredential: Bool?
    var workflows: String
    var defaultBranch: String?
    var fetchError: String?
    var createdAt: Timestamp
    /// Where `post-receive` hooks leave pushes, on the server's machine.
    var spool: String
}

extension Answer: Listable where Model: ListableModel {
    static var header: [String] { Model.header }
    var json: Value { Model.json(value) }
    func row(at now: Timestamp) -> [StyledText] { model.row(at: now) }
}

/// What a model says of itself in a list; see ``Listable``.
protocol ListableModel: Decodable {
    static var header: [String] { get }
    func row(at now: Timestamp) -> [StyledText]
    /// What programs get of the server's answer.
    static func json(_ value: Value) -> Value
}

extension ListableModel {
    static func json(_ value: Value) -> Value { value }
}
