import Core
import JobProtocol
import Store
import Testing

/// No query's cost grows with history: each looks things up by an index, or reads one that holds only what is not over.
@Suite struct QueryPlanTests {
    /// Indexes that hold open rows only may be read whole; of repositories there are hundreds at most.
    private static let small = [
        "runs_open", "runs_by_state", "jobs_ready", "jobs_waiting", "jobs_open", "jobs_by_state", "deliveries_pending",
        "events_undecided"
    ]

    private static func isFullScan(_ step: String) -> Bool {
        guard step.hasPrefix("SCAN"), step != "SCAN CONSTANT ROW" else { return false }
        let isSmall = small.contains { step.hasSuffix("INDEX \($0)") }
        // A row for each repository, for each element of an argument, for each table.
        let short = ["SCAN repositories", "SCAN json_each", "SCAN sqlite_sequence"]
        return !isSmall && !short.contains { step.hasPrefix($0) }
    }

    private func check(_ explained: [Explained], sorts: Bool = false) {
        #expect(!explained.isEmpty)
        for statement in explained {
            for step in statement.steps {
                #expect(!Self.isFullScan(step), "\(statement.sql)")
                if !sorts { #expect(!step.contains("TEMP B-TREE"), "\(statement.sql)") }
            }
        }
    }

    @Test func `a scan is noticed`() async throws {
        let test = try TestStore()
        let explained = try await test.store.read { reader throws in
            try reader.explaining { _ = try reader.scanRuns() }
        }
        #expect(explained.flatMap(\.steps).contains(where: Self.isFullScan))
    }

    @Test func `pages of runs come from an index in their order`() async throws {
        let test = try TestStore()
        let repository = try await test.addRepository()
        let run = try await test.addRun(repository)
        for mask in 0..<32 {
            let filter = RunFilter(
                repository: mask & 1 == 0 ? nil : repository, workflow: mask & 2 == 0 ? nil : "ci.yml",
                ref: mask & 4 == 0 ? nil : .branch("main"), conclusion: mask & 8 == 0 ? nil : .failure,
                isOpen: mask & 16 == 0 ? nil : false)
            let explained = try await test.store.read { reader throws in
                try reader.explaining { _ = try reader.runs(filter, before: run, limit: 10) }
            }
            check(explained.filter { $0.sql.hasPrefix("SELECT id FROM runs") })
            check(explained, sorts: true)
        }
        let explained = try await test.store.read { reader throws in
            try reader.explaining {
                _ = try reader.runs(RunFilter(isOpen: true), limit: 1)
                _ = try reader.runs(RunFilter(repository: repository, state: .running), limit: 1)
                _ = try reader.lastRuns(perRepository: 3)
            }
        }
        check(explained, sorts: true)
    }

    @Test func `everything else that is asked uses an index`() async throws {
        let test = try TestStore()
        let job = try await test.addClaimedJob()
        let repository = RepositoryID(1)
        let explained = try await test.store.read { reader throws in
            try reader.explaining {
                _ = try reader.run(job.run)
                _ = try reader.run(repository, workflowPath: "ci.yml", number: 1)
                _ = try reader.plan(of: job.run)
                _ = try reader.workflowSource(of: job.run)
                _ = try reader.runCounts()
                _ = try reader.job(job.id)
                _ = try reader.jobCounts()
                _ = try reader.nextReadyTime()
                _ = try reader.attempts(of: job.id)
                _ = try reader.steps(job: job.id, attempt: 1)
                _ = try reader.annotations(job: job.id, attempt: 1)
                _ = try reader.event(EventID(1))
                _ = try reader.latestEvent(repository: repository, ref: .branch("main"))
                _ = try reader.undecidedEvents(of: repository, limit: 5)
                _ = try reader.events(limit: 5)
                _ = try reader.events(repository: repository, limit: 5)
                _ = try reader.decisions(of: EventID(1))
                _ = try reader.decision(startedRun: job.run)
                _ = try reader.deliveries(limit: 5)
                _ = try reader.deliveries(repository: repository, limit: 5)
                _ = try reader.delivery(DeliveryID(1))
                _ = try reader.knownRefs(repository)
                _ = try reader.repository(named: "a")
                _ = try reader.lastPass(
                    repository, workflowPath: "a", jobKey: "b", definition: "c", ref: .branch("main"))
            }
        }
        check(explained)
        let small = try await test.store.read { reader throws in
            try reader.explaining {
                _ = try reader.openRuns()
                _ = try reader.openJobs()
                _ = try reader.jobs(of: job.run)
                _ = try reader.repositoriesWithUndecidedEvents()
            }
        }
        check(small, sorts: true)
    }

    @Test func `claims and records use an index`() async throws {
        let test = try TestStore()
        let job = try await test.addClaimedJob()
        let repository = RepositoryID(1)
        let explained = try await test.store.write { writer in
            try writer.explaining {
                _ = try writer.claimReady(limit: 2, at: start)
                _ = try writer.insertEvent(Make.push(repository, "a", "b"))
                _ = try writer.insertEvent(Make.push(repository, "a", "b"))
                let delivery = Make.delivery("d", repository: repository, events: [Make.told("b", "c")])
                _ = try writer.insertDeliveries([delivery])
                _ = try writer.insertDeliveries([delivery])
                try writer.save(Make.update(job, .running))
                _ = try writer.record(facts: FactTests.journal, job: job.id, attempt: 1, offset: 1)
                try writer.setRef(repository, .branch("main"), sha("a"), at: start)
                try writer.setRef(repository, .branch("main"), nil, at: start)
                _ = try writer.insertJobs(job.run, [Make.job("x")])
            }
        }
        check(explained)
    }
}
