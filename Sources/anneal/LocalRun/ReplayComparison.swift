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

    /// What cannot be the same, whatever the run is.
    private static let always =
        "its number and id, the machine, secrets and the job's token, and what earlier commits vouch for"

    /// - Parameter job: the only one that was asked for; the others are not missed.
    init(original: RecordedRun, run: RunRecord?, jobs: [JobRecord], job: String?) {
        self.original = original
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
