import Core
import Store
import Testing

@Suite struct RepositoryTests {
    @Test func `a record comes back as it was written`() async throws {
        let test = try TestStore()
        var new = Make.repository("acme/weather.v2")
        new.credential = Secret("token")
        new.workflowsDirectory = ".github/workflows"
        let id = try await test.store.write { [new] in try $0.addRepository(new, at: start) }
        try await test.store.write { writer in
            try writer.setDefaultBranch(id, "trunk")
            try writer.setFetched(id, at: start, error: nil)
            try writer.setFetched(id, at: start + .seconds(1), error: "no route")
        }
        let record = try #require(try await test.store.read { try $0.repository(named: "acme/weather.v2") })
        #expect(record.id == id)
        #expect(record.url == "/srv/acme/weather.v2.git")
        #expect(record.credential?.reveal() == "token")
        #expect(record.workflowsDirectory == ".github/workflows")
        #expect(record.defaultBranch == "trunk")
        #expect(record.fetchedAt == start, "a fetch that failed does not count")
        #expect(record.fetchError == "no route")
        #expect(record.createdAt == start)
    }

    @Test(arguments: [
        "", "-a", ".a", "/a", "a/", "a//b", "a/../b", "a b", "a\nb", "ä", "a/.git", String(repeating: "a", count: 201)
    ])
    func `a name that could be a path or an option is refused`(name: String) async throws {
        let test = try TestStore()
        let error = await #expect(throws: StoreError.self) { try await test.addRepository(name) }
        #expect(error?.code == .refused)
        #expect(error?.message.contains("not a repository's name") == true)
    }

    @Test func `a name is taken once`() async throws {
        let test = try TestStore()
        _ = try await test.addRepository("a")
        let error = await #expect(throws: StoreError.self) { try await test.addRepository("a") }
        #expect(error?.code == .conflict)
    }

    @Test func `removing takes everything of it and nothing of others`() async throws {
        let test = try TestStore()
        let gone = try await test.addRepository("gone")
        let kept = try await test.addRepository("kept")
        let writer = DeliveryWriter(store: test.store)
        for repository in [gone, kept] {
            _ = try await writer.store(Make.delivery("of \(repository)", repository: repository))
            try await test.store.write { try $0.setRef(repository, .branch("main"), sha("a"), at: start) }
        }
        let run = try await test.addRun(gone, jobs: [Make.job("a", .ready), Make.job("b")])
        let keptRun = try await test.addRun(kept)
        let claimed = try await test.store.write { try $0.claimReady(limit: 1, at: start) }
        #expect(claimed.map(\.run) == [run])

        let jobs = try await test.store.read { try $0.jobs(of: run) }.map(\.id)
        #expect(try await test.store.write { try $0.removeRepository(gone) } == jobs)
        try await test.store.read { reader throws in
            #expect(try reader.repositories().map(\.id) == [kept])
            #expect(try reader.run(run) == nil)
            #expect(try reader.knownRefs(gone).isEmpty)
            #expect(try reader.deliveries(limit: 10).map(\.repository) == [kept])
            #expect(try reader.events(limit: 10).map(\.event.repository) == [kept])
            #expect(try reader.workflowSource(of: keptRun) == "on: push\n")
        }
        #expect(try await test.addRepository("gone") > kept, "ids, and so folders, are not used twice")
        let error = await #expect(throws: StoreError.self) {
            try await test.store.write { try $0.removeRepository(gone) }
        }
        #expect(error?.code == .notFound)
    }

    @Test func `the last removal of a workflow's text takes the text`() async throws {
        let test = try TestStore()
        let repository = try await test.addRepository()
        _ = try await test.addRun(repository)
        _ = try await test.store.write { try $0.removeRepository(repository) }
        let again = try await test.addRepository()
        var other = Make.run(again)
        other.workflowSource = "on: [push]\n"
        let run = try await test.addRun(again, other)
        #expect(try await test.store.read { try $0.workflowSource(of: run) } == "on: [push]\n")
    }

    @Test func `refs move and go`() async throws {
        let test = try TestStore()
        let repository = try await test.addRepository()
        let main = GitRef.branch("main")
        try await test.store.write { writer in
            try writer.setRef(repository, main, sha("a"), at: start)
            try writer.setRef(repository, .tag("v1"), sha("b"), at: start)
            try writer.setRef(repository, main, sha("c"), at: start)
            try writer.setRef(repository, .tag("v1"), nil, at: start)
        }
        let refs = try await test.store.read { try $0.knownRefs(repository) }
        #expect(refs == [main: try #require(sha("c"))])
    }
}
