extension Plan {
    /// The questions that ``PlanFacts/vouchers`` answers: one for each job with `paths:` of the workflows that run. A plan
    /// made without answers is right where there is none; else it is made again with them.
    public var gates: [GateKey] {
        runs.flatMap { run in
            run.jobs.filter { $0.gate != nil && !$0.isDeferred }.map { $0.gateKey(workflow: run.workflow) }
        }
    }
}
