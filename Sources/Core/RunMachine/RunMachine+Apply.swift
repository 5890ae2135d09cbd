import OrderedCollections

extension RunMachine {
    /// The next state, and what to do about it.
    public mutating func apply(_ fact: Fact) -> [Action] {
        let wasCompleted = state == .completed
        var actions: [Action] = []
        switch fact {
        case .decided(let key, let verdict): decide(key, verdict, &actions)
        case .claimed(let key, let attempt): advance(key, attempt, from: [.ready], to: .starting)
        case .started(let key, let attempt): advance(key, attempt, from: [.starting], to: .running)
        case .stepsFinished(let key, let attempt): advance(key, attempt, from: [.starting, .running], to: .finishing)
        case .finished(let key, let attempt, let ending): finish(key, attempt, ending, &actions)
        case .runAdmitted: admitRun(&actions)
        case .admitted(let key): admit(key, &actions)
        case .settled(let key, let failure): settled(key, failure, &actions)
        case .cancelRequested(let reason): cancel(reason, &actions)
        case .abandoned(let reason): abandon(reason, &actions)
        case .jobCancelRequested(let key, let reason): cancel(key, reason, &actions)
        case .rerunRequested(let keys, let isHeld): rerun(keys, isHeld: isHeld, &actions)
        }
        settle()
        if let conclusion, !wasCompleted { actions.append(.conclude(conclusion)) }
        return actions
    }

    /// What had been asked and not answered when the state was stored: for a new run, and after a restart.
    public mutating func resume() -> [Action] {
        var actions: [Action] = []
        for key in jobs.keys { askIfReady(key, &actions) }
        for job in jobs.values {
            if job.state == .ready { actions.append(.dispatch(job.key)) }
            if job.state.isActive, let reason = job.cancelReason { actions.append(.cancel(job.key, reason: reason)) }
            settleCall(job.key, &actions)
        }
        if isCancelled {
            for job in jobs.values where job.state == .ready || job.state.isActive && !job.isCall {
                ask(job.key, &actions)
            }
        }
        settle()
        if let conclusion { actions.append(.conclude(conclusion)) }
        return actions
    }

    // MARK: - One fact each

    private mutating func decide(_ key: String, _ verdict: Verdict, _ actions: inout [Action]) {
        guard var job = jobs[key], job.isUndecided else { return }
        job.isUndecided = false
        jobs[key] = job
        switch verdict {
        case .run(let continuesOnError, let isInGroup):
            guard job.state == .blocked, !job.isQueued else { return }  // still wanted after a cancel
            jobs[key]?.continuesOnError = continuesOnError
            jobs[key]?.isInGroup = isInGroup
            jobs[key]?.isHeld = true
            release(id: job.id, &actions)
        case .skip(let reason) where job.state.isActive: end(key, reason, &actions)
        case .skip(let reason):
            complete(key, isCancelled ? .cancelled : .skipped, isCancelled ? cancelSentence : reason, &actions)
        case .fail(let reason) where job.state.isActive: end(key, reason, &actions)
        case .fail(let reason):
            complete(key, .failure, reason, &actions)
        case .expand(let children):
            expand(key, into: children, &actions)
        case .call(let callees, let isInGroup):
            guard job.state == .blocked, !job.isQueued, job.isCall else { return }
            jobs[key]?.callees = callees
            jobs[key]?.isInGroup = isInGroup
            jobs[key]?.isHeld = true
            release(id: job.id, &actions)
        }
    }

    private mutating func advance(_ key: String, _ attempt: Int, from: Set<JobState>, to next: JobState) {
        guard let job = jobs[key], from.contains(job.state) else { return }
        guard next == .starting ? attempt > job.attempt : attempt == job.attempt else { return }
        jobs[key]?.attempt = attempt
        jobs[key]?.state = next
    }

    private mutating func finish(_ key: String, _ attempt: Int, _ ending: Ending, _ actions: inout [Action]) {
        guard let job = jobs[key], job.state.isActive, job.attempt == attempt else { return }
        let mayRetry =
            !isCancelled && job.cancelReason == nil
            && job.retryPolicy.allows(retryOf: ending.conclusion, exitCode: ending.exitCode, after: job.retries)
        if mayRetry {
            jobs[key]?.state = .ready
            jobs[key]?.retries += 1
            jobs[key]?.reason = ending.reason
            actions.append(.retry(key, after: job.retryPolicy.backoff))
            return
        }
        let forgiven = job.continuesOnError && ending.conclusion.isFailure
        complete(key, forgiven ? .warning : ending.conclusion, ending.reason, &actions)
    }

    private mutating func cancel(_ reason: String?, _ actions: inout [Action]) {
        guard !isCancelled, state != .completed else { return }
        isCancelled = true
        cancelReason = reason
        // A run that never began has nothing to clean up after.
        if isHeld { return completeAll(&actions) }
        // GitHub asks each job's `if` again: one with always() goes on. A call under way is up to its jobs.
        for job in jobs.values where job.state != .completed && (job.state != .blocked || job.isHeld || job.isQueued) {
            if !job.isCall || job.state != .running { ask(job.key, &actions) }
        }
        for key in jobs.keys { askIfReady(key, &actions) }
    }

    private mutating func abandon(_ reason: String, _ actions: inout [Action]) {
        guard state != .completed else { return }
        isCancelled = true
        cancelReason = reason
        isHeld = false
        // Nothing may be let go by what ends here.
        for key in jobs.keys where jobs[key]?.state == .blocked {
            jobs[key]?.isHeld = false
            jobs[key]?.isQueued = false
        }
        for key in jobs.keys {
            guard let job = jobs[key], job.state != .completed else { continue }
            if job.isCall, job.state == .running {
                settleCall(job.key, &actions)
            } else if job.state.isActive {
                end(job.key, cancelSentence, &actions)
            } else {
                complete(job.key, .cancelled, cancelSentence, &actions)
            }
        }
        actions.removeAll { action in
            switch action {
            case .decide, .enqueue, .dispatch, .retry: true
            case .settle, .cancel, .conclude: false
            }
        }
        for key in jobs.keys { jobs[key]?.isUndecided = false }
    }

    private mutating func completeAll(_ actions: inout [Action]) {
        for key in jobs.keys { complete(key, .cancelled, cancelSentence, &actions) }
        isHeld = false
    }

    private var cancelSentence: String {
        cancelReason.map { "the run was cancelled: \($0)" } ?? "the run was cancelled"
    }

    private mutating func cancel(_ key: String, _ reason: String, _ actions: inout [Action]) {
        guard let job = jobs[key], job.state != .completed else { return }
        if job.isCall, job.state == .running {
            for callee in jobs.values where callee.caller == key { cancel(callee.key, reason, &actions) }
        } else if job.state.isActive {
            end(key, reason, &actions)
        } else {
            complete(key, .cancelled, reason, &actions)
        }
    }

    /// Asks the supervisor, once: a second request would kill at once.
    private mutating func end(_ key: String, _ reason: String, _ actions: inout [Action]) {
        guard jobs[key]?.cancelReason == nil else { return }
        jobs[key]?.cancelReason = reason
        actions.append(.cancel(key, reason: reason))
    }

    private mutating func admitRun(_ actions: inout [Action]) {
        guard isHeld else { return }
        isHeld = false
        for key in jobs.keys { askIfReady(key, &actions) }
    }

    private mutating func admit(_ key: String, _ actions: inout [Action]) {
        guard let job = jobs[key], job.isQueued else { return }
        jobs[key]?.isQueued = false
        jobs[key]?.isInGroup = false
        begin(key, &actions)
    }

    private mutating func begin(_ key: String, _ actions: inout [Action]) {
        guard jobs[key]?.isCall != true else { return enter(key, &actions) }
        jobs[key]?.state = .ready
        actions.append(.dispatch(key))
    }

    private mutating func rerun(_ keys: Set<String>, isHeld: Bool, _ actions: inout [Action]) {
        guard state == .completed else { return }
        isCancelled = false
        cancelReason = nil
        self.isHeld = isHeld
        let keys = withCallers(keys)
        var ids = Set(jobs.values.filter { keys.contains($0.key) }.map(\.id))
        var grew = true
        while grew {
            grew = false
            for job in jobs.values where !ids.contains(job.id) && !ids.isDisjoint(with: job.needs) {
                ids.insert(job.id)
                grew = true
            }
        }
        let dependants = ids.subtracting(jobs.values.filter { keys.contains($0.key) }.map(\.id))
        // A call that runs again because of what it needs runs again as a whole; its jobs stand behind it.
        var whole: Set<String> = []
        for job in jobs.values where dependants.contains(job.id) || job.caller.map(whole.contains) == true {
            whole.insert(job.key)
        }
        for job in jobs.values where (keys.contains(job.key) || whole.contains(job.key)) && !job.isExpanded {
            jobs[job.key]?.state = .blocked
            jobs[job.key]?.conclusion = nil
            jobs[job.key]?.reason = nil
            jobs[job.key]?.retries = 0
        }
        for key in jobs.keys { askIfReady(key, &actions) }
    }

    // MARK: - Consequences

    mutating func complete(
        _ key: String, _ conclusion: Conclusion, _ reason: String?, _ actions: inout [Action]
    ) {
        guard let job = jobs[key], job.state != .completed else { return }
        jobs[key]?.state = .completed
        jobs[key]?.conclusion = conclusion
        jobs[key]?.reason = reason
        jobs[key]?.isHeld = false
        jobs[key]?.isInGroup = false
        jobs[key]?.isQueued = false
        jobs[key]?.isUndecided = false
        jobs[key]?.isSettling = false
        jobs[key]?.cancelReason = nil
        if job.failsFast, conclusion.isFailure { failFast(after: job, &actions) }
        release(id: job.id, &actions)
        askDependants(of: job.id, &actions)
        if let caller = job.caller { settleCall(caller, &actions) }
    }

    private mutating func failFast(after failed: Job, _ actions: inout [Action]) {
        let reason = "cancelled because \(failed.key) failed and fail-fast is on"
        for sibling in jobs.values where sibling.id == failed.id && sibling.key != failed.key {
            cancel(sibling.key, reason, &actions)
        }
    }

    private mutating func expand(_ key: String, into children: [Job], _ actions: inout [Action]) {
        guard let job = jobs[key], job.isDeferred else { return }
        jobs[key]?.isExpanded = true
        jobs[key]?.state = .completed
        jobs[key]?.conclusion = .success
        guard let index = jobs.index(forKey: key) else { return }
        for (offset, child) in children.enumerated() where jobs[child.key] == nil {
            jobs.updateValue(child, forKey: child.key, insertingAt: index + 1 + offset)
        }
        for child in children { askIfReady(child.key, &actions) }
        askDependants(of: job.id, &actions)
        if let caller = job.caller { settleCall(caller, &actions) }
    }

    /// Lets held combinations of a job go as far as `max-parallel` allows.
    private mutating func release(id: String, _ actions: inout [Action]) {
        var underWay = jobs.values.count { $0.id == id && ($0.state.isActive || $0.state == .ready || $0.isQueued) }
        for job in jobs.values where job.id == id && job.isHeld && job.state == .blocked {
            if let limit = job.maxParallel, underWay >= limit { return }
            jobs[job.key]?.isHeld = false
            underWay += 1
            if job.isInGroup {
                jobs[job.key]?.isQueued = true
                actions.append(.enqueue(job.key))
            } else {
                begin(job.key, &actions)
            }
        }
    }

    private mutating func askDependants(of id: String, _ actions: inout [Action]) {
        guard isOver(id: id) else { return }
        let open = openIDs
        for other in jobs.values where other.needs.contains(id) && other.needs.allSatisfy({ !open.contains($0) }) {
            askIfReady(other.key, &actions)
        }
    }

    /// Ids of jobs that are not over: made once for many questions.
    private var openIDs: Set<String> { Set(jobs.values.lazy.filter { $0.state != .completed }.map(\.id)) }

    mutating func askIfReady(_ key: String, _ actions: inout [Action]) {
        guard !isHeld, let job = jobs[key], job.state == .blocked, !job.isHeld, !job.isQueued, !job.isUndecided,
            !job.isExpanded
        else { return }
        if let caller = job.caller, jobs[caller]?.state != .running { return }
        if job.needs.allSatisfy({ isOver(id: $0) }) { ask(key, &actions) }
    }

    private mutating func ask(_ key: String, _ actions: inout [Action]) {
        jobs[key]?.isUndecided = true
        actions.append(.decide(key))
    }
}
