import Core
import Engine
import Expressions
import HTTPTypes
import Hummingbird
import OrderedCollections
import Pages
import Planning
import Store
import Workflows

extension Pages {
    func registerDispatch(in router: Router<BasicRequestContext>) {
        router.get("/dispatch/**") { request, context in
            let record = try repository(context)
            let page = try await dispatch(
                record, ref: request.query("ref") ?? "",
                workflow: request.query("workflow").flatMap { $0.isEmpty ? nil : $0 })
            return respond(page.page(self.context(request)), to: request)
        }
        router.post("/dispatch/**") { request, context in
            try await start(try repository(context), try await Form(request), request)
        }
    }

    /// Starts what the form asks for, or shows the form again with what is wrong and all that was typed.
    private func start(_ record: RepositoryRecord, _ form: Form, _ request: Request) async throws -> Response {
        guard let path = form["workflow"], !path.isEmpty else {
            throw Problem(.badRequest, "the form names no workflow")
        }
        var page = try await dispatch(record, ref: form["ref"] ?? "", workflow: path, typed: form)
        func refuse(_ reason: String?) -> Response {
            page.refusal = reason
            return respond(page.page(context(request)), to: request, status: .unprocessableContent)
        }
        guard page.refusal == nil else { return refuse(page.refusal) }
        guard let workflow = page.workflows.first else {
            return refuse("\(path) on \(page.ref) is no workflow that can be started by hand.")
        }
        guard workflow.inputs.allSatisfy({ $0.problem == nil }) else {
            return refuse("One of the inputs is not right: see below.")
        }
        do {
            let event = try await engine.dispatch(
                repository: record.name, workflow: path, ref: page.ref, inputs: .object(workflow.given(form)),
                by: .person("admin"))
            return Self.redirect(to: Address.event(event))
        } catch let error as EngineError {
            return refuse(error.message)
        }
    }

    /// - Parameters:
    ///   - ref: empty = the default branch.
    ///   - path: only this workflow.
    ///   - typed: what a form sent that names `path`.
    private func dispatch(
        _ record: RepositoryRecord, ref: String, workflow path: String?, typed: Form? = nil
    ) async throws -> DispatchPage {
        let ref = ref.isEmpty ? record.defaultBranch ?? "" : ref
        let files = ref.isEmpty ? [] : try await engine.workflows(of: record, at: ref)
        let known = try await engine.store.read { try $0.knownRefs(record.id) }.keys.map(\.short).sorted()
        let environments = Set((files ?? []).compactMap(\.workflow).flatMap(\.environmentNames)).sorted()
        let shown = (files ?? []).filter { path == nil || $0.path == path }
        return DispatchPage(
            repository: record.name, ref: ref, refs: Array(known.prefix(Self.suggestedBranches)),
            workflows: shown.compactMap { DispatchPage.Workflow($0, environments: environments, typed: typed) },
            isNarrowed: path != nil,
            diagnostics: shown.filter { $0.workflow == nil }.flatMap(\.diagnostics),
            refusal: files == nil ? "There is no branch or tag '\(ref)', or it has not been fetched yet." : nil)
    }
}

extension Workflow {
    /// Those that are written out.
    fileprivate var environmentNames: [String] {
        jobs.values.compactMap { $0.deployment?.content.name.content.literal }
    }
}

extension DispatchPage.Workflow {
    /// - Returns: nil when it cannot be started by hand.
    fileprivate init?(_ file: WorkflowFile, environments: [String], typed: Form?) {
        guard let workflow = file.workflow, let trigger = workflow.triggers.workflowDispatch else { return nil }
        self.init(
            path: file.path, name: workflow.displayName,
            inputs: trigger.inputs.map { DispatchPage.Input($0, environments: environments, typed) })
        guard let typed else { return }
        let problems = DispatchInputs(definitions: trigger.inputs).problems(given(typed))
        for index in inputs.indices { inputs[index].problem = problems[inputs[index].name] }
    }

    /// What was typed for each input. An empty field without a default was left alone; with one, it was emptied.
    fileprivate func given(_ form: Form) -> OrderedDictionary<String, Value> {
        var given: OrderedDictionary<String, Value> = [:]
        for input in inputs {
            guard let text = form[DispatchPage.inputPrefix + input.name], !text.isEmpty || input.hasDefault else {
                continue
            }
            given[input.name] = .string(text)
        }
        return given
    }
}

extension DispatchPage.Input {
    fileprivate init(_ definition: InputDefinition, environments: [String], _ typed: Form?) {
        let kind: Kind =
            switch definition.kind {
            case .boolean: .flag
            case .number: .number
            case .choice: .choice(definition.options)
            case .environment: .environment(known: environments)
            case .string: .text
            }
        let text: String =
            switch definition.defaultValue {
            case .string(let text): text
            case .bool(let flag): flag ? "true" : "false"
            case .number(let number): Value.number(number).json()
            default: ""
            }
        let name = definition.name.content
        self.init(
            name: name, kind: kind, description: definition.description, isRequired: definition.isRequired,
            hasDefault: definition.defaultValue != nil, text: typed?[DispatchPage.inputPrefix + name] ?? text)
    }
}
