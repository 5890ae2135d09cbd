import Core
import Foundation
import Store
import Testing

/// SQLite's log is brought over beside those who write, and does not grow for ever.
struct CheckpointTests {
    @Test func `however much is written, the log stays short and everything is there`() async throws {
        let test = try TestStore()
        let writer = DeliveryWriter(store: test.store)
        let (count, size) = (400, 1 << 18)
        for number in 0..<count {
            var delivery = Make.delivery("d\(number)")
            delivery.body = Array(repeating: UInt8(number % 251), count: size)
            _ = try await writer.store(delivery)
        }
        let log = try FileManager.default.attributesOfItem(atPath: test.path + "-wal")[.size] as? Int ?? 0
        #expect(log < count * size / 2, "\(log) bytes of log for \(count * size) bytes of bodies")
        #expect(try await test.store.read { try $0.deliveries(limit: 1000) }.count == count)
    }

    @Test func `a write after the store was closed is refused, and nothing else happens`() async throws {
        let test = try TestStore()
        test.store.close()
        let error = await #expect(throws: StoreError.self) {
            try await test.store.write { try $0.addRepository(Make.repository("late"), at: Timestamp(milliseconds: 0)) }
        }
        #expect(error?.code == .closed)
    }
}
