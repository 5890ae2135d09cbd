import Core
import OrderedCollections

/// A run with its jobs.
struct RunDetails: Showable {
    var run: Answer<Run>
    var jobs: [Answer<Job>]

    /// The run's object with its jobs under `jobs`.
    var json: Value {
        guard case .object(var members) = Run.json(run.value) else { return run.value }
        members["jobs"] = .array(jobs.map(\.value))
        return .object(members)
    }

    func lines(at now: Timestamp) -> [StyledText] {
        run.model.headline(at: now) + run.model.diagnostics.flatMap(Self.lines)
            + jobs.flatMap { $0.model.lines(at: now) }
    }

    private static func lines(of diagnostic: Diagnostic) -> [StyledText] {
        diagnostic.description.split(separator: "\n").map { "  \(String($0), .red)" }
    }
}

extension Run {
    /// What it is, how it stands, where it came from.
    func headline(at now: Timestamp) -> [StyledText] {
        var lines: [StyledText] = [
            "run \(id.rawValue) \(name, .bold): \(StateText.style(state: state, conclusion: conclusion))",
            "  \(repository), \(workflow) #\(number), event \(event.rawValue), attempt \(attempt)"
        ]
        let place = [ref.map { GitRef($0).short }, sha.map { String($0.prefix(7)) }].compactMap(\.self)
        if !place.isEmpty { lines.append("  at \(place.joined(separator: " "))") }
        if let startedAt {
            let took = TimeText.duration(from: startedAt, to: finishedAt, now: now)
            lines.append(
                "  started \(TimeText.relative(startedAt, to: now)), \(isOver ? "took" : "running for") \(took)")
        } else {
            lines.append("  made \(TimeText.relative(createdAt, to: now))")
        }
        if let reason { lines.append("  \(reason)") }
        if let waiting = concurrency?.waiting { lines.append("  \(waiting)") }
        return lines
    }
}

extension Job {
    /// The job and why, its steps, what they said.
    func lines(at now: Timestamp) -> [StyledText] {
        [""] + headline(at: now) + Table.lines(rows: steps.map { $0.row(at: now) }) + annotations.map(\.text)
    }

    /// The job's verdict, and the reason of the gate or of a skip.
    func headline(at now: Timestamp) -> [StyledText] {
        let took = TimeText.duration(from: startedAt, to: finishedAt, now: now)
        let again: StyledText = attempt > 1 ? ", attempt \(attempt)" : ""
        let time: StyledText = took.isEmpty ? "" : ", \(took)"
        var lines: [StyledText] = [
            "job \(id.rawValue) \(name, .bold): \(StateText.style(state: state, conclusion: conclusion))\(time)\(again)"
        ]
        if let reason { lines.append("  \(reason)") }
        if let waiting = concurrency?.waiting { lines.append("  \(waiting)") }
        return lines
    }
}

extension Job.Step {
    func row(at now: Timestamp) -> [StyledText] {
        var note = reason ?? ""
        if note.isEmpty, let signal { note = "ended by signal \(signal)" }
        if note.isEmpty, let exitCode, exitCode != 0 { note = "exit code \(exitCode)" }
        return [
            "  \(StateText.style(state: RunState.running.rawValue, conclusion: conclusion))", "\(name)",
            "\(TimeText.duration(from: startedAt, to: finishedAt, now: now))", "\(note)"
        ]
    }
}

extension Job.Annotation {
    var text: StyledText {
        let colour: StyledText.Style = level == "error" ? .red : level == "warning" ? .yellow : .blue
        var place: StyledText = ""
        if let file {
            place = " \(file)"
            if let line { place = place + ":\(line)" }
            place = place + ":"
        }
        let title: StyledText = title.map { " \($0):" } ?? ""
        return "  \(level, colour):\(place)\(title) \(message)"
    }
}
