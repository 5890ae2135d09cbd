import Core
import FoundationEssentials

/// What the server said: the part that a command understands, and all of it as it came, for `--json`.
@dynamicMemberLookup
struct Answer<Model: Decodable> {
    var model: Model
    var value: Value

    /// - Throws: ``CommandError`` when the answer has another shape, as that of a server of another version may.
    init(_ value: Value) throws(CommandError) {
        self.value = value
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        do {
            model = try decoder.decode(Model.self, from: Data(value.json().utf8))
        } catch {
            throw CommandError(
                .refused, "the server's answer was not understood: is it of another version than this 'anneal'?",
                cause: error)
        }
    }

    subscript<Member>(dynamicMember path: KeyPath<Model, Member>) -> Member { model[keyPath: path] }
}

extension Answer: Sendable where Model: Sendable {}
