import Core

extension PlannedJob {
    /// As the workflow that defines it sees it: without its caller.
    public var local: PlannedJob {
        guard let caller else { return self }
        var job = self
        func cut(_ name: String) -> String { String(name.dropFirst(caller.count + 1)) }
        (job.id, job.key, job.needs, job.caller) = (cut(id), cut(key), needs.map(cut), nil)
        return job
    }

    /// As the run sees it.
    ///
    /// - Parameter name: what people call the call; the job stands behind it and a slash.
    public func called(by caller: String?, name: String?) -> PlannedJob {
        guard let caller else { return self }
        var job = self
        func scoped(_ name: String) -> String { "\(caller)/\(name)" }
        (job.id, job.key, job.needs, job.caller) = (scoped(id), scoped(key), needs.map(scoped), caller)
        job.name = name.map { "\($0) / \(self.name)" } ?? self.name
        return job
    }
}
