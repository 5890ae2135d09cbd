public import Core
import OrderedCollections

/// `.anneal/actions.lock`: which commit each version of a remote action stands for.
///
/// ```
/// # Written by 'anneal actions lock'.
/// actions/setup-node@v4 49933ea5288caeca8642d1e84afbd3f7d6820020
/// ```
///
/// A line for each repository and reference, however many of its actions are used. Names of owners and repositories are
/// compared without case, references with it.
public struct ActionLock: Hashable, Sendable {
    /// In the repository.
    public static let path = ".anneal/actions.lock"

    public struct Entry: Hashable, Sendable {
        public var owner: String
        public var repository: String
        public var ref: String

        public init(owner: String, repository: String, ref: String) {
            self.owner = owner
            self.repository = repository
            self.ref = ref
        }

        public var description: String { "\(owner)/\(repository)@\(ref)" }

        fileprivate var key: String { "\(owner.lowercased())/\(repository.lowercased())@\(ref)" }
    }

    public struct Pin: Hashable, Sendable {
        public var entry: Entry
        public var commit: CommitSHA

        public init(entry: Entry, commit: CommitSHA) {
            self.entry = entry
            self.commit = commit
        }
    }

    private var pins: OrderedDictionary<String, Pin> = [:]

    public init() {}

    /// In the file's order.
    public var entries: [Pin] { Array(pins.values) }

    public subscript(entry: Entry) -> CommitSHA? {
        get { pins[entry.key]?.commit }
        set { pins[entry.key] = newValue.map { Pin(entry: entry, commit: $0) } }
    }

    /// The file's text: sorted, so that two who add actions conflict in as few lines as can be.
    public var text: String {
        let lines = pins.values.sorted { $0.entry.key < $1.entry.key }.map {
            "\($0.entry.description) \($0.commit.hex)\n"
        }
        return "# Written by 'anneal actions lock'. Each version of an action, and the commit that it stands for.\n"
            + lines.joined()
    }
}

extension ActionLock {
    /// Reads the file; a line that is not understood is an error and is left out.
    public static func parse(_ bytes: [UInt8], path: String = ActionLock.path) -> (ActionLock, [Diagnostic]) {
        var lock = ActionLock()
        var diagnostics: [Diagnostic] = []
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let words = line.split(whereSeparator: \.isWhitespace)
            guard let first = words.first, !first.hasPrefix("#") else { continue }
            func refuse(_ message: String, column: Int = 1) {
                guard diagnostics.count < 50 else { return }
                diagnostics.append(
                    Diagnostic(
                        rule: Rule.actionLock.rawValue, message,
                        help: "Write 'owner/repository@ref COMMIT', or run 'anneal actions lock' anew.", file: path,
                        at: SourcePosition(line: index + 1, column: column)))
            }
            guard words.count == 2,
                case .remote(let owner, let repository, "", let ref)? = try? ActionReference(
                    parsing: String(first))
            else {
                refuse("the line is not 'owner/repository@ref COMMIT'")
                continue
            }
            guard words[1].utf8.count == 40, let commit = CommitSHA(String(words[1])), !commit.isZero else {
                refuse("'\(words[1])' is not the whole name of a commit", column: first.count + 2)
                continue
            }
            let entry = Entry(owner: owner, repository: repository, ref: ref)
            guard entry.isFetchable else {
                refuse("'\(entry.description)' can't be the name of a repository and a reference")
                continue
            }
            guard lock[entry] == nil else {
                refuse("'\(entry.description)' has a line already")
                continue
            }
            lock[entry] = commit
        }
        return (lock, diagnostics)
    }
}
