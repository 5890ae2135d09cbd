import Core
import Engine
import HTTPTypes
import Hummingbird
import Store

/// `/healthz` and `/metrics`.
struct HealthRoutes: Sendable {
    let engine: Engine

    /// 64 MiB. A delivery may have 25 MB and the database's log grows to 16 before it is emptied: with less than this hooks
    /// are about to be refused with 503.
    private static let leastSpace = 64 << 20

    func register(in router: Router<some RequestContext>) {
        router.get("/healthz") { _, _ in
            _ = try await engine.store.read { try $0.jobCounts() }
            guard engine.configuration.data.freeBytes ?? .max >= Self.leastSpace else {
                throw Problem(.serviceUnavailable, "the disk of the data folder is full; make room on it")
            }
            return Response(
                status: .ok, headers: [.contentType: "text/plain"], body: .init(byteBuffer: ByteBuffer(string: "ok\n")))
        }
        router.get("/metrics") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "text/plain; version=0.0.4"],
                body: .init(byteBuffer: ByteBuffer(string: try await text())))
        }
    }

    private func text() async throws -> String {
        let counts = try await engine.store.read { try $0.jobCounts() }
        var lines = MetricsText()
        lines.add(
            "anneal_repositories", "gauge", "Repositories that are watched.",
            [([:], Double(engine.catalogue.all.count))])
        lines.add(
            "anneal_jobs", "gauge", "Jobs that are not over, by state.",
            JobState.allCases.filter { $0 != .completed }.map { (["state": $0.rawValue], Double(counts[$0] ?? 0)) })
        lines.add(
            "anneal_job_slots", "gauge", "Jobs that may run at a time.",
            [([:], Double(engine.configuration.concurrency))])
        lines.add(
            "anneal_deliveries_total", "counter", "Hook deliveries that were answered, by status.",
            engine.intake.tally.all.sorted { $0.key < $1.key }.map { (["status": String($0.key)], Double($0.value)) })
        lines.add("process_resident_memory_bytes", "gauge", "Resident memory.", [([:], Double(ProcessMemory.resident))])
        return lines.text
    }
}
