import Core
import Expressions

struct ConcurrencyDraft {
    var group: Located<Template>?
    var cancelInProgress: Located<Template>?
    var queue: Located<Concurrency.Queue>?
    let place: ExpressionPlace
}

extension KeyTable<ConcurrencyDraft> {
    static let concurrency = KeyTable(
        "'concurrency'",
        [
            "group": .read { $2.group = $0.fullTemplate($1, "'group'", at: $2.place) },
            "cancel-in-progress": .read {
                $2.cancelInProgress = $0.typedTemplate($1, "'cancel-in-progress'", .boolean, at: $2.place)
            },
            "queue": .read { $2.queue = $0.choice($1, "'queue'") }
        ])
}

extension Reader {
    /// A group, or a mapping with `group`.
    func readConcurrency(_ node: YAMLNode, at place: ExpressionPlace) -> Located<Concurrency>? {
        guard node.mapping != nil else {
            return fullTemplate(node, "'concurrency'", .textOrMapping, at: place).map {
                Located(Concurrency(group: $0), at: node.position)
            }
        }
        var draft = ConcurrencyDraft(place: place)
        read(node, by: .concurrency, into: &draft)
        require("group", in: node, "'concurrency'", help: "Name the group, as in 'group: ${{ github.ref }}'.")
        if draft.queue?.content == .max, let cancels = draft.cancelInProgress, cancels.literal == "true" {
            report(
                .invalidValue, "'cancel-in-progress: true' can't go with 'queue: max': what is ended does not queue",
                help: "Remove one of the two.", at: cancels.position)
        }
        return draft.group.map {
            Located(
                Concurrency(group: $0, cancelInProgress: draft.cancelInProgress, queue: draft.queue),
                at: node.position)
        }
    }
}
