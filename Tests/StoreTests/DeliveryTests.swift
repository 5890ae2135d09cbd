import Core
import Store
import Testing

@Suite struct DeliveryTests {
    @Test func `a delivery comes back byte for byte`() async throws {
        let test = try TestStore()
        let repository = try await test.addRepository()
        let outcome = try await DeliveryWriter(store: test.store).store(Make.delivery("d1", repository: repository))
        let record = try #require(try await test.store.read { try $0.delivery(outcome.id) })
        #expect(record.body == [0, 255, 10])
        #expect(record.headers == ["x-github-event": "push"])
        #expect(record.repository == repository)
        #expect(record.receivedAt == start)
    }

    @Test func `deliveries of 16 senders are each answered with their own row`() async throws {
        let test = try TestStore()
        let writer = DeliveryWriter(store: test.store)
        let ids = try await withThrowingTaskGroup(of: [DeliveryID].self) { group in
            for sender in 0..<16 {
                group.addTask {
                    var ids: [DeliveryID] = []
                    for number in 0..<25 {
                        let name = "\(sender)-\(number)"
                        let id = try await writer.store(Make.delivery(name)).id
                        #expect(try await test.store.read { try $0.delivery(id)?.name } == name)
                        ids.append(id)
                    }
                    return ids
                }
            }
            return try await group.reduce(into: Set<DeliveryID>()) { $0.formUnion($1) }
        }
        #expect(ids.count == 400)
    }

    @Test func `the same delivery by many senders at once is one row`() async throws {
        let test = try TestStore()
        let writer = DeliveryWriter(store: test.store)
        let outcomes = try await withThrowingTaskGroup(of: DeliveryOutcome.self) { group in
            for _ in 0..<16 { group.addTask { try await writer.store(Make.delivery("same")) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let new = outcomes.filter { if case .new = $0 { true } else { false } }
        #expect(new.count == 1)
        #expect(Set(outcomes.map(\.id)).count == 1)
        var other = Make.delivery("same")
        other.forge = "gitlab"
        guard case .new = try await writer.store(other) else {
            Issue.record("two forges may use the same name")
            return
        }
    }

    @Test func `a delivery the schema refuses fails alone`() async throws {
        let test = try TestStore()
        let writer = DeliveryWriter(store: test.store)
        let codes = await withTaskGroup(of: StoreError.Code?.self) { group in
            for number in 0..<8 {
                group.addTask {
                    let repository = number == 3 ? RepositoryID(999) : nil
                    do {
                        _ = try await writer.store(Make.delivery("d\(number)", repository: repository))
                        return nil
                    } catch {
                        return (error as? StoreError)?.code
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(codes.compactMap { $0 } == [.refused])
        #expect(try await test.store.read { try $0.deliveries(limit: 100) }.count == 7)
    }

    @Test func `a sender that went away is served all the same`() async throws {
        let test = try TestStore()
        let writer = DeliveryWriter(store: test.store)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await writer.store(Make.delivery("d"))
        }
        let id = try await task.value.id
        #expect(try await test.store.read { try $0.delivery(id) } != nil)
    }

    @Test func `what could not be read may be sent again under its name`() async throws {
        let test = try TestStore()
        let repository = try await test.addRepository()
        let writer = DeliveryWriter(store: test.store)
        var broken = Make.delivery("a")
        broken.verdict = .invalid
        let first = try await writer.store(broken).id
        #expect(try await writer.store(broken) != .duplicate(of: first))
        let mended = Make.delivery("a", repository: repository, events: [Make.told("a", "b")])
        guard case .new(let id, let told) = try await writer.store(mended) else {
            Issue.record("it is the first that can be read")
            return
        }
        #expect(told.count == 1)
        #expect(try await writer.store(mended) == .duplicate(of: id))
    }

    @Test func `a name counts within its repository`() async throws {
        let test = try TestStore()
        let (one, two) = (try await test.addRepository("one"), try await test.addRepository("two"))
        let writer = DeliveryWriter(store: test.store)
        let id = try await writer.store(Make.delivery("a", repository: one)).id
        guard case .new = try await writer.store(Make.delivery("a", repository: two)) else {
            Issue.record("two repositories may use the same name")
            return
        }
        #expect(try await writer.store(Make.delivery("a", repository: one)) == .duplicate(of: id))
    }

    @Test func `a delivery and its events are one write`() async throws {
        let test = try TestStore()
        let repository = try await test.addRepository()
        let delivery = Make.delivery("a", repository: repository, events: [Make.told("a", "b")])
        let outcome = try await DeliveryWriter(store: test.store).store(delivery)
        let record = try #require(try await test.store.read { try $0.delivery(outcome.id) })
        #expect(record.verdict == .accepted)
        let id = try #require(record.event)
        #expect(outcome == .new(outcome.id, events: [id]))
        let event = try #require(try await test.store.read { try $0.event(id) }).event
        #expect(event.source == .delivery(outcome.id))
        #expect(event.payload == ["from": "the event"])
        #expect(try await test.store.read { try $0.knownRefs(repository) } == [.branch("main"): sha("b")])
    }

    @Test func `a delivery of a known event names it, and moves no ref`() async throws {
        let test = try TestStore()
        let repository = try await test.addRepository()
        let known = try await test.insert(Make.push(repository, "a", "b")).id
        let delivery = Make.delivery("a", repository: repository, events: [Make.told("a", "b")])
        let outcome = try await DeliveryWriter(store: test.store).store(delivery)
        #expect(outcome == .new(outcome.id, events: []))
        let record = try #require(try await test.store.read { try $0.delivery(outcome.id) })
        #expect(record.verdict == .duplicate)
        #expect(record.event == known)
        #expect(try await test.store.read { try $0.knownRefs(repository) }.isEmpty)
    }

    @Test func `a payload that is the delivery's body is kept once`() async throws {
        let test = try TestStore()
        let repository = try await test.addRepository()
        var push = Make.told("a", "b")
        push.payload = nil
        var delivery = Make.delivery("a", repository: repository, events: [push])
        delivery.body = Array(#"{"from": "the body"}"#.utf8)
        let id = try await DeliveryWriter(store: test.store).store(delivery).id
        let events = try await test.store.read { try $0.undecidedEvents(of: repository, limit: 10) }
        #expect(events.map(\.event.source) == [.delivery(id)])
        #expect(events.map(\.event.payload) == [["from": "the body"]])
    }

    @Test func `nothing is left of a delivery whose second event is refused`() async throws {
        let test = try TestStore()
        let repository = try await test.addRepository()
        var broken = Make.told("b", "c")
        broken.kind = EventKind(rawValue: "")
        let delivery = Make.delivery("a", repository: repository, events: [Make.told("a", "b"), broken])
        await #expect(throws: StoreError.self) { try await DeliveryWriter(store: test.store).store(delivery) }
        #expect(try await test.store.read { try $0.deliveries(limit: 10) }.isEmpty)
        #expect(try await test.store.read { try $0.events(limit: 10) }.isEmpty)
    }

    @Test func `a number is not given twice, not even that of a delivery that is gone`() async throws {
        let test = try TestStore()
        let (one, two) = (try await test.addRepository("one"), try await test.addRepository("two"))
        let writer = DeliveryWriter(store: test.store)
        let first = try await writer.store(Make.delivery("a", repository: one)).id
        _ = try await test.store.write { try $0.removeRepository(one) }
        let second = try await writer.store(Make.delivery("b", repository: two)).id
        #expect(second.rawValue == first.rawValue + 1)
    }

    @Test func `lists are paged, the latest first, without bodies`() async throws {
        let test = try TestStore()
        let repository = try await test.addRepository()
        let writer = DeliveryWriter(store: test.store)
        var ids: [DeliveryID] = []
        for number in 0..<5 {
            ids.append(
                try await writer.store(Make.delivery("\(number)", repository: number == 2 ? nil : repository)).id)
        }
        let (first, second, own) = try await test.store.read { [ids] reader in
            (
                try reader.deliveries(limit: 2), try reader.deliveries(before: ids[3], limit: 10),
                try reader.deliveries(repository: repository, limit: 10)
            )
        }
        #expect(first.map(\.id) == [ids[4], ids[3]])
        #expect(first.map(\.size) == [3, 3])
        #expect(second.map(\.id) == [ids[2], ids[1], ids[0]])
        #expect(own.map(\.id) == [ids[4], ids[3], ids[1], ids[0]])
    }
}
