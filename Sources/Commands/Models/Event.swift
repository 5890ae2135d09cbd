import Core

struct Event: Decodable, Sendable {
    var id: EventID
    var kind: String
    var repository: String
    var ref: String?
    var before: String?
    var after: String?
    var actor: String?
    var source: String
    var state: String
    var error: String?
    var receivedAt: Timestamp
    var decidedAt: Timestamp?
}

extension Event: ListableModel {
    static var header: [String] { ["EVENT", "KIND", "STATE", "REPOSITORY", "REF", "COMMIT", "SOURCE", "RECEIVED"] }

    func row(at now: Timestamp) -> [StyledText] {
        [
            "\(id.rawValue)", "\(kind)", "\(state, error == nil ? .plain : .red)", "\(repository)",
            "\(ref.map { GitRef($0).short } ?? "")", "\(String((after ?? "").prefix(7)))", "\(source)",
            "\(TimeText.relative(receivedAt, to: now))"
        ]
    }
}
