import Core
import Store
import Testing

@Suite struct EventTests {
    @Test func `an event comes back as it was`() async throws {
        let test = try TestStore()
        let repository = try await test.addRepository()
        var events = [
            Make.push(repository, nil, "b"), Make.push(repository, "b", nil, ref: .tag("v1")),
            Make.dispatch(repository),
            Make.push(repository, "a", "b", source: .replay(EventID(1)))
        ]
        events[2].workflow = "ci.yml"
        for event in events {
            let id = try await test.insert(event).id
            let record = try #require(try await test.store.read { try $0.event(id) })
            #expect(record.event == event)
            #expect(record.state == .received)
        }
        let listed = try await test.store.read { try $0.events(limit: 10) }
        #expect(listed.map(\.id.rawValue) == [4, 3, 2, 1])
        #expect(listed.allSatisfy { $0.event.payload == .null })
    }

    @Test func `back and forth is four events, told twice each`() async throws {
        let test = try TestStore()
        let repository = try await test.addRepository()
        var ids: [EventID] = []
        for (before, after) in [(nil, "a"), ("a", "b"), ("b", "a"), ("a", "b")] as [(Character?, Character?)] {
            let hook = Make.push(repository, before, after, source: .delivery(DeliveryID(1)))
            guard case .new(let id) = try await test.insert(hook) else {
                Issue.record("\(before ?? "-") → \(after ?? "-") is not known yet")
                return
            }
            #expect(try await test.insert(hook) == .duplicate(of: id), "a redelivery")
            #expect(try await test.insert(Make.push(repository, before, after)) == .duplicate(of: id), "the watcher")
            ids.append(id)
        }
        #expect(Set(ids).count == 4)
        let latest = try await test.store.read { try $0.latestEvent(repository: repository, ref: .branch("main")) }
        #expect(latest?.id == ids.last)
    }

    @Test func `a ref that is made, deleted and made again is three events`() async throws {
        let test = try TestStore()
        let repository = try await test.addRepository()
        for (before, after) in [(nil, "a"), ("a", nil), (nil, "a")] as [(Character?, Character?)] {
            guard case .new = try await test.insert(Make.push(repository, before, after)) else {
                Issue.record("\(before ?? "-") → \(after ?? "-") is new")
                return
            }
        }
        guard case .duplicate = try await test.insert(Make.push(repository, nil, "a")) else {
            Issue.record("the same again is not")
            return
        }
    }

    @Test func `other refs and repositories are other events`() async throws {
        let test = try TestStore()
        let one = try await test.addRepository("one")
        let two = try await test.addRepository("two")
        let pushes = [
            Make.push(one, "a", "b"), Make.push(two, "a", "b"), Make.push(one, "a", "b", ref: .tag("main")),
            Make.push(one, "c", "b"), Make.push(one, nil, "b")
        ]
        for push in pushes {
            guard case .new = try await test.insert(push) else {
                Issue.record("\(push) is new")
                return
            }
        }
    }

    @Test func `what a person asks for is always new and moves nothing`() async throws {
        let test = try TestStore()
        let repository = try await test.addRepository()
        let first = try await test.insert(Make.push(repository, "a", "b"))
        for _ in 0..<2 {
            for event in [Make.push(repository, "a", "c", source: .replay(first.id)), Make.dispatch(repository)] {
                guard case .new = try await test.insert(event) else {
                    Issue.record("\(event.source) is new")
                    return
                }
            }
        }
        #expect(try await test.insert(Make.push(repository, "a", "b")) == .duplicate(of: first.id))
    }

    @Test func `a failed try keeps the event undecided until it is given up`() async throws {
        let test = try TestStore()
        let repository = try await test.addRepository()
        let first = try await test.insert(Make.push(repository, nil, "a")).id
        let second = try await test.insert(Make.push(repository, "a", "b")).id
        try await test.store.write { try $0.markEventFailed(first, error: "no route", isFinal: false) }
        let undecided = try await test.store.read { try $0.undecidedEvents(of: repository, limit: 10) }
        #expect(undecided.map(\.id) == [first, second])
        #expect(undecided.map(\.attempts) == [1, 0])
        #expect(undecided.map(\.error) == ["no route", nil])
        try await test.store.write { try $0.markEventFailed(first, error: "still none", isFinal: true) }
        #expect(try await test.store.read { try $0.undecidedEvents(of: repository, limit: 10) }.map(\.id) == [second])
        let given = try #require(try await test.store.read { try $0.event(first) })
        #expect(given.state == .failed)
        #expect(given.attempts == 2)
        let error = await #expect(throws: StoreError.self) {
            try await test.store.write { try $0.commitPlan(event: first, at: start, decisions: []) }
        }
        #expect(error?.code == .conflict)
    }

    @Test func `each repository has its own queue of what is to be decided`() async throws {
        let test = try TestStore()
        let one = try await test.addRepository("one")
        let two = try await test.addRepository("two")
        _ = try await test.addRepository("idle")
        for _ in 0..<3 { _ = try await test.insert(Make.dispatch(one)) }
        let last = try await test.insert(Make.dispatch(two)).id
        try await test.store.read { reader throws in
            #expect(try reader.repositoriesWithUndecidedEvents() == [one, two])
            #expect(try reader.undecidedEvents(of: two, limit: 1).map(\.id) == [last])
        }
        try await test.store.write { try $0.markEventFailed(last, error: "gone", isFinal: true) }
        #expect(try await test.store.read { try $0.repositoriesWithUndecidedEvents() } == [one])
    }

    @Test func `lists are paged by repository`() async throws {
        let test = try TestStore()
        let one = try await test.addRepository("one")
        let two = try await test.addRepository("two")
        for repository in [one, two, one, one, two] { _ = try await test.insert(Make.dispatch(repository)) }
        try await test.store.read { reader throws in
            #expect(try reader.events(limit: 2).map(\.id.rawValue) == [5, 4])
            #expect(try reader.events(before: EventID(4), limit: 9).map(\.id.rawValue) == [3, 2, 1])
            #expect(try reader.events(repository: one, before: EventID(4), limit: 1).map(\.id.rawValue) == [3])
        }
    }
}
