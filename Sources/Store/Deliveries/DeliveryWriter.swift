/// Keeps deliveries and what they tell durably, many in one transaction: a sync of the disk costs the same for one as for hundreds.
///
/// While one batch is being committed the next one gathers, so a lone delivery never waits for company. A caller is
/// answered only after the commit of its batch, and so may promise the sender that the delivery is safe.
public actor DeliveryWriter {
    private struct Waiting {
        var delivery: NewDelivery
        var continuation: CheckedContinuation<DeliveryOutcome, any Error>
    }

    private let store: Store
    private var waiting: [Waiting] = []
    private var isCommitting = false

    /// Bounds how long readers of the answer wait for their batch, and the memory it takes.
    private static let largestBatch = 512
    /// Bodies may have 25 MB; a batch has at least one.
    private static let largestBatchBytes = 32 << 20

    public init(store: Store) {
        self.store = store
    }

    /// - Returns: once the delivery is on disk, whatever happens to the machine then.
    /// - Throws: ``StoreError``: `full`, `busy` or `io` when the batch could not be committed (nothing of it was kept);
    ///   `refused` when the delivery breaks a rule of the schema, for example because its repository is gone.
    public func store(_ delivery: NewDelivery) async throws -> DeliveryOutcome {
        try await withCheckedThrowingContinuation { continuation in
            waiting.append(Waiting(delivery: delivery, continuation: continuation))
            guard !isCommitting else { return }
            isCommitting = true
            // A task of its own: the caller's may be cancelled, and others' deliveries must not suffer.
            Task { await self.commitAll() }
        }
    }

    private func commitAll() async {
        while !waiting.isEmpty { await commit(nextBatch()) }
        isCommitting = false
    }

    private func nextBatch() -> [Waiting] {
        var bytes = 0
        let batch = waiting.prefix(Self.largestBatch).prefix { item in
            defer { bytes += item.delivery.body.count }
            return bytes == 0 || bytes + item.delivery.body.count <= Self.largestBatchBytes
        }
        waiting.removeFirst(batch.count)
        return Array(batch)
    }

    private func commit(_ batch: [Waiting]) async {
        do {
            let outcomes = try await insert(batch.map(\.delivery))
            for (item, outcome) in zip(batch, outcomes) { item.continuation.resume(returning: outcome) }
        } catch let error as StoreError where error.code == .refused && batch.count > 1 {
            // One of them breaks a rule of the schema, and must fail alone.
            for item in batch { await commit([item]) }
        } catch {
            for item in batch { item.continuation.resume(throwing: error) }
        }
    }

    private func insert(_ deliveries: [NewDelivery]) async throws -> [DeliveryOutcome] {
        try await store.write(durable: true) { writer in
            try writer.insertDeliveries(deliveries)
        }
    }
}
