import Core
import GRDB
import Store
import Testing

@Suite struct TransactionTests {
    struct Refusal: Error {}

    @Test func `a body that throws leaves nothing`() async throws {
        let test = try TestStore()
        await #expect(throws: Refusal.self) {
            try await test.store.write { writer in
                _ = try writer.addRepository(Make.repository("a"), at: start)
                throw Refusal()
            }
        }
        #expect(try await test.store.read { try $0.repositories() }.isEmpty)
    }

    @Test(arguments: [false, true])
    func `a cancelled task commits all the same`(durable: Bool) async throws {
        let test = try TestStore()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            #expect(Task.isCancelled)
            try await test.store.write(durable: durable) { writer in
                _ = try writer.addRepository(Make.repository("a"), at: start)
            }
            return try await test.store.read { try $0.repositories() }.count
        }
        #expect(try await task.value == 1)
    }

    @Test func `a durable write syncs and the next one does not`() async throws {
        let test = try TestStore()
        func level(durable: Bool) async throws -> Int? {
            try await test.store.write(durable: durable) { try $0.synchronousLevel() }
        }
        #expect(try await level(durable: true) == 2)
        #expect(try await level(durable: false) == 1)
        await #expect(throws: Refusal.self) { try await test.store.write(durable: true) { _ in throw Refusal() } }
        #expect(try await level(durable: false) == 1)
    }

    @Test func `a full disk is said, and nothing is kept`() async throws {
        let test = try TestStore()
        try await test.store.write { try $0.limitPages() }
        let error = await #expect(throws: StoreError.self) {
            try await test.store.write { writer in
                for number in 0..<2000 { _ = try writer.addRepository(Make.repository("r\(number)"), at: start) }
            }
        }
        #expect(error?.code == .full)
        #expect(try await test.store.read { try $0.repositories() }.isEmpty)
    }

    @Test func `a full disk fails every delivery of the batch`() async throws {
        let test = try TestStore()
        let writer = DeliveryWriter(store: test.store)
        try await test.store.write { try $0.limitPages() }
        let codes = await withTaskGroup(of: StoreError.Code?.self) { group in
            for number in 0..<16 {
                group.addTask {
                    var delivery = Make.delivery("d\(number)")
                    delivery.body = Array(repeating: 7, count: 1 << 20)
                    do {
                        _ = try await writer.store(delivery)
                        return nil
                    } catch {
                        return (error as? StoreError)?.code
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(codes == Array(repeating: .full, count: 16))
        #expect(try await test.store.read { try $0.deliveries(limit: 10) }.isEmpty)
    }
}
