import Core
import OrderedCollections

struct DataDraft {
    var dataset: Located<String>?
    var quiet: Located<Duration>?
    var maxWait: Located<Duration>?
    var minNew: Located<DataTrigger.Amount>?
}

struct AlertDraft {
    var monitor: Located<String>?
    var source: Located<Source>?
    var labels: OrderedDictionary<String, Located<String>> = [:]
    var status: Located<AlertTrigger.Status>?

    enum Source: String, CaseIterable { case alertmanager, grafana }
}

struct ModelDraft {
    var name: Located<String>?
    var alias: Located<String>?
}

extension KeyTable<DataDraft> {
    static let data = KeyTable(
        "an entry of 'data'",
        [
            "dataset": .read { $2.dataset = $0.text($1, "a dataset's name") },
            "quiet": .read { $2.quiet = $0.duration($1, "'quiet'") },
            "max-wait": .read { $2.maxWait = $0.duration($1, "'max-wait'") },
            "min-new": .read { $2.minNew = $0.readAmount($1) }
        ])
}

extension KeyTable<DataTrigger.Amount> {
    static let amount = KeyTable(
        "'min-new'",
        [
            "files": .read { $2.files = $0.positiveInteger($1, "'files'") },
            "rows": .read { $2.rows = $0.positiveInteger($1, "'rows'") },
            "bytes": .read { $2.bytes = $0.positiveInteger($1, "'bytes'") }
        ])
}

extension KeyTable<AlertDraft> {
    static let alert = KeyTable(
        "an entry of 'alert'",
        [
            "monitor": .read { $2.monitor = $0.text($1, "a monitor's name") },
            "source": .read { $2.source = $0.choice($1, "'source'") },
            "labels": .read { $2.labels = $0.texts($1, "'labels'") },
            "status": .read { $2.status = $0.choice($1, "'status'") }
        ])
}

extension KeyTable<ModelDraft> {
    static let model = KeyTable(
        "an entry of 'model'",
        [
            "name": .read { $2.name = $0.text($1, "a model's name") },
            "alias": .read { $2.alias = $0.text($1, "'alias'") }
        ])
}

extension Reader {
    func readData(_ node: YAMLNode) -> DataTrigger? {
        var draft = DataDraft()
        guard read(node, by: .data, into: &draft) else { return nil }
        require("dataset", in: node, "an entry of 'data'", help: "Name a dataset of .anneal/datasets.yml.")
        if let quiet = draft.quiet, let maxWait = draft.maxWait, maxWait.content < quiet.content {
            report(
                .invalidValue, "'max-wait' is shorter than 'quiet', which then never comes about",
                help: "Make 'max-wait' the longer one.", at: maxWait.position)
        }
        return draft.dataset.map {
            DataTrigger(dataset: $0, quiet: draft.quiet, maxWait: draft.maxWait, minNew: draft.minNew)
        }
    }

    fileprivate func readAmount(_ node: YAMLNode) -> Located<DataTrigger.Amount>? {
        var amount = DataTrigger.Amount()
        guard read(node, by: .amount, into: &amount) else { return nil }
        if node.mapping?.isEmpty == true {
            report(.missingKey, "'min-new' is empty", help: "Add files, rows or bytes.", at: node.position)
        }
        return Located(amount, at: node.position)
    }

    func readAlert(_ node: YAMLNode) -> AlertTrigger? {
        var draft = AlertDraft()
        guard read(node, by: .alert, into: &draft) else { return nil }
        let origin: AlertTrigger.Origin
        switch (draft.monitor, draft.source?.content) {
        case (let monitor?, nil): origin = .monitor(monitor)
        case (nil, .alertmanager): origin = .alertmanager
        case (nil, .grafana): origin = .grafana
        case (let monitor?, _):
            report(
                .invalidValue, "'monitor' and 'source' can't stand beside each other", help: "Remove one of the two.",
                at: monitor.position)
            return nil
        case (nil, nil):
            guard node["monitor"] == nil, node["source"] == nil, !misspells(["monitor", "source"], in: node) else {
                return nil
            }
            report(
                .missingKey, "an entry of 'alert' has neither 'monitor' nor 'source'",
                help: "Name a monitor of .anneal/monitors.yml, or where the alert comes from.", at: node.position)
            return nil
        }
        return AlertTrigger(origin: origin, labels: draft.labels, status: draft.status, position: node.position)
    }

    func readModel(_ node: YAMLNode) -> ModelTrigger? {
        var draft = ModelDraft()
        guard read(node, by: .model, into: &draft) else { return nil }
        require("name", in: node, "an entry of 'model'", help: "Name a model of the registry.")
        return draft.name.map { ModelTrigger(name: $0, alias: draft.alias) }
    }
}
