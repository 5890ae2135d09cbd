import Core

/// The keys that one kind of mapping takes, a line each. What is not in the table is an error: no key is ever ignored.
struct KeyTable<Draft>: Sendable {
    typealias Read = @Sendable (Reader, YAMLNode, inout Draft) -> Void

    enum Entry: Sendable {
        case read(Read)
    }

    /// The mapping as messages call it: `a job`.
    let owner: String
    /// What its keys are: `key`, or `event`.
    let noun: String
    private let entries: [String: Entry]

    init(_ owner: String, _ entries: KeyValuePairs<String, Entry>) {
        self.owner = owner
        noun = "key"
        self.entries = Dictionary(entries.map { ($0.key, $0.value) }) { _, last in last }
    }

    /// Beside the entries, one for each of `names`, which is told its name.
    init(
        _ owner: String, keysAre noun: String, _ entries: KeyValuePairs<String, Entry>,
        and names: some Sequence<String>,
        read: @escaping @Sendable (String, Reader, YAMLNode, inout Draft) -> Void
    ) {
        (self.owner, self.noun) = (owner, noun)
        var all: [String: Entry] = [:]
        for name in names { all[name] = .read { read(name, $0, $1, &$2) } }
        for (name, entry) in entries { all[name] = entry }
        self.entries = all
    }

    subscript(name: String) -> Entry? { entries[name] }

    var names: [String] { Array(entries.keys) }
}

extension Reader {
    /// - Parameter strays: keys that were found to be out of place, which is said; what is in them is of no interest.
    /// - Returns: false when the node is no mapping, which is then reported.
    @discardableResult
    func read<Draft>(
        _ node: YAMLNode, by table: KeyTable<Draft>, except strays: Set<String> = [], into draft: inout Draft
    ) -> Bool {
        guard let pairs = mapping(node, table.owner) else { return false }
        for pair in pairs {
            let name = pair.key.writtenText
            guard !strays.contains(name) else { continue }
            switch table[name] {
            case .read(let read):
                let known = errorCount
                read(self, pair.value, &draft)
                if errorCount > known { brokenKeys.insert(pair.key.position) }
            case nil: reportUnknown(pair.key, of: table.owner, known: table.names, noun: table.noun)
            }
        }
        return true
    }

    func reportUnknown(_ key: YAMLNode, of owner: String, known: [String], noun: String = "key") {
        let name = key.writtenText
        guard !name.contains("${{") else {
            report(
                .expression, "an expression can't be a \(noun) of \(owner)", help: "Write the \(noun) itself.",
                at: key.position)
            return
        }
        let near = nearest(to: name, in: known)
        misspelled[key.position] = near
        report(
            .unknownKey, "'\(name.prefix(80))' is no \(noun) of \(owner)",
            help: near.map { "Did you mean '\($0)'?" }
                ?? "Remove it; \(owner) takes \(known.sorted().joined(separator: ", ")).",
            at: key.position)
    }

    /// Whether the value of a key is not known for sure, because it has an error or the key is misspelled.
    func isBroken(_ key: String, of node: YAMLNode?) -> Bool {
        guard let node, let pairs = node.mapping else { return false }
        return misspells([key], in: node)
            || pairs.contains { $0.key.text == key && brokenKeys.contains($0.key.position) }
    }

    /// A key that has to be there. One that is there and misspelled has been reported.
    func require(_ key: String, in node: YAMLNode, _ owner: String, help: String) {
        guard node.mapping != nil, node[key] == nil, !misspells([key], in: node) else { return }
        report(.missingKey, "\(owner) has no '\(key)'", help: help, at: node.position)
    }

    /// Whether an unknown key of a mapping is near to one of these.
    func misspells(_ keys: Set<String>, in node: YAMLNode?) -> Bool {
        (node?.mapping ?? []).contains { misspelled[$0.key.position].map(keys.contains) ?? false }
    }
}
