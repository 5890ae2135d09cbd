import OrderedCollections

extension RunMachine {
    /// A call begins: its jobs stand behind it. Those that are there already, because a person asked for some of them again,
    /// stay as they are.
    mutating func enter(_ key: String, _ actions: inout [Action]) {
        guard let index = jobs.index(forKey: key), let call = jobs[key] else { return }
        jobs[key]?.state = .running
        jobs[key]?.callees = []
        for (offset, callee) in call.callees.enumerated() {
            if let known = jobs[callee.key] {
                if known.state == .blocked { jobs[callee.key]?.isVouched = callee.isVouched }
            } else {
                jobs.updateValue(callee, forKey: callee.key, insertingAt: min(index + 1 + offset, jobs.count))
            }
        }
        for callee in jobs.values where callee.caller == key { askIfReady(callee.key, &actions) }
        settleCall(key, &actions)
    }

    /// A call is over when its jobs are: failed when one failed, else cancelled when one was. Else it depends on what it
    /// hands on, which is asked for.
    mutating func settleCall(_ key: String, _ actions: inout [Action]) {
        guard let call = jobs[key], call.isCall, call.state == .running, !call.isSettling else { return }
        let callees = jobs.values.filter { $0.caller == key }
        guard callees.allSatisfy({ $0.state == .completed }) else { return }
        let ends = callees.filter { !$0.isExpanded }
        if let failed = ends.first(where: { $0.conclusion?.isFailure == true }) {
            complete(key, .failure, "\(failed.key) did not succeed", &actions)
        } else if let cancelled = ends.first(where: { $0.conclusion == .cancelled }) {
            complete(key, .cancelled, cancelled.reason, &actions)
        } else {
            jobs[key]?.isSettling = true
            actions.append(.settle(key))
        }
    }

    /// What a call hands on is known: it failed when that has no value, and was skipped when all its jobs were.
    mutating func settled(_ key: String, _ failure: String?, _ actions: inout [Action]) {
        guard let call = jobs[key], call.isSettling else { return }
        let ends = jobs.values.filter { $0.caller == key && !$0.isExpanded }
        if let failure {
            complete(key, .failure, failure, &actions)
        } else if ends.contains(where: { $0.conclusion == .warning }) {
            complete(key, .warning, nil, &actions)
        } else {
            // A job that an earlier commit vouches for has succeeded for those that look at it.
            let isSkipped = !ends.isEmpty && ends.allSatisfy { $0.conclusion == .skipped && !$0.isVouched }
            complete(key, isSkipped ? .skipped : .success, isSkipped ? "all its jobs were skipped" : nil, &actions)
        }
    }

    /// With the calls that the jobs belong to: their own result has to be worked out again.
    func withCallers(_ keys: Set<String>) -> Set<String> {
        var all = keys
        for key in keys {
            var caller = jobs[key]?.caller
            while let next = caller {
                all.insert(next)
                caller = jobs[next]?.caller
            }
        }
        return all
    }
}
