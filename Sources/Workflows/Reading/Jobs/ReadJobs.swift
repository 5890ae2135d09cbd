import Core
import Expressions
import OrderedCollections

extension Reader {
    func readJobs(_ node: YAMLNode, _ shared: CanonicalParts) -> OrderedDictionary<String, JobDefinition> {
        guard let pairs = mapping(node, "'jobs'") else { return [:] }
        let prefix = shared.text
        guard prefix.utf8.count * pairs.count <= Self.maximumSharedText else {
            report(
                .limit, "'env' and 'defaults' are too large for this many jobs",
                help: "Move what is not for all jobs into the jobs that need it.", at: node.position)
            return [:]
        }
        var jobs: OrderedDictionary<String, JobDefinition> = [:]
        var lines: [String: Int] = [:]
        for pair in pairs {
            guard let id = identifier(pair.key, "a job's id") else {
                // There is no such job for others, and what is wrong in it is said all the same.
                _ = readJob(Located("", at: pair.key.position), pair.value, "")
                continue
            }
            if let line = lines[id.content.lowercased()] {
                report(
                    .duplicateID, "the job '\(id.content)' is already defined in line \(line); case does not count",
                    help: "Rename one of the two.", at: id.position)
                _ = readJob(Located("", at: id.position), pair.value, "")
                continue
            }
            lines[id.content.lowercased()] = id.position.line
            jobs[id.content] = readJob(id, pair.value, prefix)
        }
        return jobs
    }

    /// Every job's canonical text repeats the workflow's part; this bounds what a hostile file can make of that.
    private static let maximumSharedText = 32 << 20

    /// The id of a job or a step, by GitHub's rules.
    func identifier(_ node: YAMLNode, _ what: String) -> Located<String>? {
        guard let id = text(node, what) else { return nil }
        let name = id.content.utf8
        let isWord = name.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        let startsWell = name.first.map { $0 == UInt8(ascii: "_") || $0 >= UInt8(ascii: "A") } ?? false
        guard isWord, startsWell, name.count < 100 else {
            report(
                .invalidValue, "'\(id.content.prefix(100))' can't be \(what)",
                help: "Use fewer than 100 letters, digits, '-' and '_', beginning with a letter or '_'.",
                at: id.position)
            return nil
        }
        guard !id.content.hasPrefix("__") else {
            report(
                .invalidValue, "'\(id.content)' can't be \(what): ids that begin with '__' are reserved",
                help: "Begin it with another character.", at: id.position)
            return nil
        }
        return id
    }
}
