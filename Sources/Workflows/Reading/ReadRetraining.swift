import Core

struct RetrainingDraft {
    var model: Located<String>?
    var retraining: Retraining
}

extension KeyTable<RetrainingDraft> {
    static let retraining = KeyTable(
        "'retrain'",
        [
            "model": .read { $2.model = $0.text($1, "a model's name") },
            "dataset": .read { $2.retraining.dataset = $0.text($1, "a dataset's name") },
            "require": .read { $2.retraining.requirements = $0.readRequirements($1) },
            "cool-down": .read { $2.retraining.coolDown = $0.duration($1, "'cool-down'") },
            "budget": .read { $2.retraining.budget = $0.readBudget($1) },
            "on-refusal": .read { $2.retraining.onRefusal = $0.choice($1, "'on-refusal'") }
        ])
}

extension KeyTable<RetrainingBudget> {
    static let budget = KeyTable(
        "'budget'",
        [
            "runs": .read { $2.runs = $0.readRuns($1) },
            "compute": .read { $2.compute = $0.readCompute($1) }
        ])
}

extension Reader {
    func readRetraining(_ node: YAMLNode) -> Located<Retraining>? {
        let nobody = Located("", at: node.position)
        var draft = RetrainingDraft(retraining: Retraining(model: nobody))
        guard read(node, by: .retraining, into: &draft) else { return nil }
        require("model", in: node, "'retrain'", help: "Name the model that the workflow trains.")
        guard let model = draft.model else { return nil }
        draft.retraining.model = model
        return Located(draft.retraining, at: node.position)
    }

    fileprivate func readRequirements(_ node: YAMLNode) -> [Located<Retraining.Requirement>] {
        (elements(node, "'require'") ?? []).compactMap { choice($0, "an entry of 'require'") }
    }

    fileprivate func readBudget(_ node: YAMLNode) -> RetrainingBudget? {
        var budget = RetrainingBudget()
        guard read(node, by: .budget, into: &budget) else { return nil }
        if node.mapping?.isEmpty == true {
            report(.missingKey, "'budget' is empty", help: "Add 'runs' or 'compute'.", at: node.position)
        }
        return budget
    }

    fileprivate func readRuns(_ node: YAMLNode) -> Located<RetrainingBudget.Runs>? {
        guard let (amount, period) = readRate(node, "'runs'", example: "4/month") else { return nil }
        guard let count = Int(amount), count > 0 else {
            return reportRate(node, "'runs'", example: "4/month")
        }
        return Located(RetrainingBudget.Runs(count: count, period: period), at: node.position)
    }

    fileprivate func readCompute(_ node: YAMLNode) -> Located<RetrainingBudget.Compute>? {
        guard let (amount, period) = readRate(node, "'compute'", example: "40h/month") else { return nil }
        guard let duration = Duration(written: amount) else {
            return reportRate(node, "'compute'", example: "40h/month")
        }
        return Located(RetrainingBudget.Compute(duration: duration, period: period), at: node.position)
    }

    private func readRate(
        _ node: YAMLNode, _ what: String, example: String
    ) -> (amount: String, period: RetrainingBudget.Period)? {
        guard let text = text(node, what) else { return nil }
        let parts = text.content.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let period = RetrainingBudget.Period(rawValue: String(parts[1])) else {
            return reportRate(node, what, example: example)
        }
        return (String(parts[0]), period)
    }

    private func reportRate<Nothing>(_ node: YAMLNode, _ what: String, example: String) -> Nothing? {
        let periods = RetrainingBudget.Period.allCases.map(\.rawValue).joined(separator: ", ")
        report(
            .invalidValue, "\(what) must be an amount for a stretch of time",
            help: "Write it as in '\(example)'; the stretches are \(periods).", at: node.position)
        return nil
    }
}
