import Commands
import Core
import OrderedCollections
import Store

/// What of a replay is not as it was on the server.
struct ReplayComparison {
    /// A job that ended otherwise, or is on one side only.
    private struct Difference {
        var key: String
        var here: String?
        var there: String?
    }

    private let original: RecordedRun
    private let sha: CommitSHA?
    private let differences: [Difference]
    private let lacksBase: Bool

    /// What cannot be the same, whatever the run is.
    private static let always =
        "its number and id, the machine, secrets and the job's token, and what earlier commits vouch for"

    /// - Parameters:
    ///   - job: the only one that was asked for; the others are not missed.
    ///   - lacksBase: the commit before the push is not here.
    init(original: RecordedRun, run: RunRecord?, jobs: [JobRecord], job: String?, lacksBase: Bool) {
        self.original = original
        self.lacksBase = lacksBase
        sha = run?.sha
        let here = Dictionary(jobs.map { ($0.key, $0.conclusion?.rawValue ?? "none") }) { $1 }
        let there = Dictionary(original.jobs.map { ($0.key, $0.conclusion ?? "none") }) { $1 }
        let keys = OrderedSet(original.jobs.map(\.key) + jobs.map(\.key))
        differences = keys.compactMap { key in
            guard here[key] != there[key], job == nil || here[key] != nil else { return nil }
            return Difference(key: key, here: here[key], there: there[key])
        }
    }

    var lines: [String] {
        var lines = ["replay of run \(original.id) of \(original.repository) on \(original.server):"]
        if sha != original.sha {
            lines.append("  it ran on \(sha?.short ?? "nothing") here and on \(original.sha.short) there")
        }
        if lacksBase, let before = original.before {
            lines.append("  \(before.short), the commit before the push, is not here: changed paths may be others")
        }
        for difference in differences {
            let (here, there) = (difference.here ?? "not there", difference.there ?? "not there")
            lines.append("  \(Console.safe(difference.key)): \(here) here, \(there) on the server")
        }
        if differences.isEmpty { lines.append("  every job ended as on the server") }
        lines.append("  the same: event, commit, inputs, seed; never the same: \(Self.always)")
        return lines
    }

    var value: Value {
        [
            "type": "replay", "run": .number(Double(original.id.rawValue)), "sha": sha.map { .string($0.hex) } ?? .null,
            "lacks_base": .bool(lacksBase),
            "differences": .array(
                differences.map { difference in
                    [
                        "job": .string(difference.key), "here": difference.here.map(Value.string) ?? .null,
                        "server": difference.there.map(Value.string) ?? .null
                    ]
                })
        ]
    }
}
