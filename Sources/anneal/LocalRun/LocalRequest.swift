import Core
import Engine
import Foundation
import OrderedCollections
import Store

/// What `anneal run` and `anneal plan` are asked for.
struct LocalRequest: Sendable {
    var workflow: String?
    var kind: String?
    var payload: Value?
    var inputs: [(String, String)]
    var workflows: String

    init(
        workflow: String?, kind: String?, eventFile: String?, inputs: [String], workflows: String?
    ) throws {
        self.workflow = workflow
        self.kind = kind
        self.workflows = workflows ?? ".anneal/workflows"
        if let kind, kind != "push", kind != "workflow_dispatch" {
            throw Failure.couldNotRun("--event takes push or workflow_dispatch, not '\(kind)'")
        }
        self.inputs = try inputs.map { text in
            guard let equals = text.firstIndex(of: "=") else {
                throw Failure.couldNotRun("--input takes NAME=VALUE, not '\(text)'")
            }
            return (String(text[..<equals]), String(text[text.index(after: equals)...]))
        }
        if let eventFile {
            do {
                payload = try Value(json: [UInt8](try Data(contentsOf: URL(fileURLWithPath: eventFile))))
            } catch let error as JSONError {
                throw Failure.couldNotRun("\(eventFile): not JSON: \(error)")
            } catch {
                throw Failure.couldNotRun("\(eventFile): cannot be read")
            }
            guard payload?.object != nil else { throw Failure.couldNotRun("\(eventFile): has to be a JSON object") }
        }
        if !self.inputs.isEmpty, self.kind == nil { self.kind = "workflow_dispatch" }
        if self.kind == "push", !self.inputs.isEmpty {
            throw Failure.couldNotRun("--input goes with workflow_dispatch, not with push")
        }
        if self.kind == "workflow_dispatch", self.workflow == nil {
            throw Failure.couldNotRun("a workflow_dispatch needs the workflow's name: anneal run NAME --input k=v")
        }
    }

    func event(of snapshot: WorkingTree, repository: RepositoryRecord) throws -> Event {
        let kind = EventKind(rawValue: kind ?? "push")
        var payload = payload ?? snapshot.payload(of: kind, repository: repository)
        if kind == .workflowDispatch, case .object(var members) = payload {
            members["inputs"] = .object(.init(inputs.map { ($0.0, .string($0.1)) }) { $1 })
            payload = .object(members)
        }
        let ref = payload["ref"]?.string.map { $0.hasPrefix("refs/") ? GitRef($0) : .branch($0) } ?? snapshot.ref
        return Event(
            kind: kind, repository: repository.id, source: .request, ref: ref,
            before: kind == .push ? snapshot.before : nil, after: snapshot.sha,
            actor: NSUserName(), payload: payload, workflow: workflow, receivedAt: .now())
    }
}
