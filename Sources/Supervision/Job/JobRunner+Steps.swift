import Core
import JobProtocol

extension JobRunner {
    /// What actions do before all steps, the steps, a wait for what is left in the background, and what actions do after
    /// all steps, last come first.
    func runSteps() throws {
        for (position, step) in plan.steps.enumerated() where actions.hasPre(step) {
            try complete(task(step, "\(position)", phase: .pre, condition: actions.preCondition(of: step)))
        }
        for (position, step) in plan.steps.enumerated() where log.failure == nil {
            try run(step, "\(position)")
        }
        try awaitBackground()
        while log.failure == nil, let post = actions.nextPost() {
            try complete(
                StepTask(
                    post.step, of: self, in: post.frame, key: post.key, index: takeIndex(), phase: .post,
                    condition: post.condition))
        }
    }

    private func run(_ step: StepPlan, _ key: String) throws {
        var members: [StepTask] = []
        if case .parallel(let steps) = step.work {
            for (position, member) in steps.enumerated() {
                var member = member
                member.background = true
                members.append(try begin(task(member, "\(key).\(position)")))
            }
        }
        let task = task(step, key, members: members)
        if step.background {
            try begin(task)
        } else {
            try complete(task)
        }
    }

    private func task(
        _ step: StepPlan, _ key: String, phase: ActionPhase = .main, condition: String? = nil, members: [StepTask] = []
    ) -> StepTask {
        StepTask(
            step, of: self, in: root, key: key, index: takeIndex(), phase: phase, condition: condition,
            members: members)
    }

    /// Sets it off in the background.
    @discardableResult
    private func begin(_ task: StepTask) throws -> StepTask {
        background.add(task)
        _ = try task.proceed()
        return task
    }

    /// Runs it to its end, and lets those in the background go on meanwhile.
    private func complete(_ task: StepTask) throws {
        while true {
            let others = try background.proceed()
            let own = try task.proceed()
            if task.isFinished { return }
            try turn(until: [others, own].compactMap { $0 }.min())
        }
    }

    /// Nothing is left running unseen: it is a step like those that a workflow asks for, if there is anything to see.
    private func awaitBackground() throws {
        guard background.remaining.contains(where: { !$0.isFinished || $0.result?.conclusion.isFailure == true }) else {
            for task in background.remaining { task.absorb() }
            return
        }
        try complete(task(StepPlan(id: "__end", work: .waitAll), "end"))
    }
}
