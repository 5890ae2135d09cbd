import Core
import Store
import Testing

@Suite struct RunListTests {
    /// Every combination of filters, with and without a repository, against a plain search through all runs.
    @Test func `a list shows exactly the runs that fit, page by page`() async throws {
        let test = try TestStore()
        let repositories = [try await test.addRepository("one"), try await test.addRepository("two")]
        let conclusions: [Conclusion?] = [nil, .success, .failure]
        for repository in repositories {
            for path in ["a.yml", "b.yml"] {
                for ref in [GitRef.branch("main"), .tag("v1")] {
                    for conclusion in conclusions {
                        let run = Make.run(repository, path: path, ref: ref, conclusion: conclusion)
                        _ = try await test.addRun(repository, run)
                    }
                }
            }
        }
        let all = try await test.store.read { try $0.runs(limit: 1000) }
        #expect(all.count == 24)
        #expect(all.map(\.id) == all.map(\.id).sorted(by: >))
        for filter in Self.filters(repositories) {
            let expected = all.filter { Self.fits($0, filter) }.map(\.id)
            let found = try await test.store.read { reader throws in
                var found: [RunID] = []
                while true {
                    let page = try reader.runs(filter, before: found.last, limit: 3)
                    found += page.map(\.id)
                    if page.count < 3 { return found }
                }
            }
            #expect(found == expected, "\(filter)")
        }
    }

    @Test func `the home page has the last runs of each repository`() async throws {
        let test = try TestStore()
        let one = try await test.addRepository("one")
        let two = try await test.addRepository("two")
        _ = try await test.addRepository("empty")
        for repository in [one, one, two, one] { _ = try await test.addRun(repository) }
        let last = try await test.store.read { try $0.lastRuns(perRepository: 2) }
        #expect(last[one]?.map(\.id.rawValue) == [4, 2])
        #expect(last[two]?.map(\.id.rawValue) == [3])
        #expect(last.count == 2)
    }

    @Test func `open runs are counted by state`() async throws {
        let test = try TestStore()
        let repository = try await test.addRepository()
        let ids = [try await test.addRun(repository), try await test.addRun(repository)]
        _ = try await test.addRun(repository, Make.run(repository, conclusion: .success))
        var update = RunUpdate(try #require(try await test.store.read { try $0.run(ids[0]) }))
        update.state = .running
        update.startedAt = start
        try await test.store.write { [update] in try $0.save(update) }
        #expect(try await test.store.read { try $0.runCounts() } == [.queued: 1, .running: 1])
        #expect(try await test.store.read { try $0.openRuns() } == ids)
    }

    private static func filters(_ repositories: [RepositoryID]) -> [RunFilter] {
        var filters: [RunFilter] = []
        for repository in [nil, repositories[1]] {
            for workflow in [nil, "b.yml"] {
                for ref in [nil, GitRef.tag("v1")] {
                    for conclusion in [nil, Conclusion.failure] {
                        for (state, isOpen) in states {
                            filters.append(
                                RunFilter(
                                    repository: repository, workflow: workflow, ref: ref, state: state,
                                    conclusion: conclusion, isOpen: isOpen))
                        }
                    }
                }
            }
        }
        return filters + [RunFilter(event: EventID(5)), RunFilter(repository: repositories[1], event: EventID(5))]
    }

    private static let states: [(RunState?, Bool?)] = [
        (nil, nil), (.queued, nil), (.completed, nil), (nil, true), (nil, false), (.queued, false)
    ]

    private static func fits(_ run: RunRecord, _ filter: RunFilter) -> Bool {
        (filter.repository == nil || filter.repository == run.repository)
            && (filter.workflow == nil || filter.workflow == run.workflowPath)
            && (filter.ref == nil || filter.ref == run.ref)
            && (filter.conclusion == nil || filter.conclusion == run.conclusion)
            && (filter.state == nil || filter.state == run.state)
            && (filter.event == nil || filter.event == run.event)
            && (filter.isOpen == nil || filter.isOpen == (run.state != .completed))
    }
}
