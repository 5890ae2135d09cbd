import Core
import Logging
import OrderedCollections
import Planning
import Store

extension Coordinator {
    /// Looks up who vouches for the jobs that a call will bring, and has the call decided. Commits are compared for it, which
    /// others need not wait for.
    func askHistory(about key: String, of id: RunID) {
        Task {
            while !isDraining, let run = runs[id] {
                do {
                    let vouchers = await vouchers(for: run.gates(of: key), of: run.record)
                    return try await alone { try await answer(key, of: id, vouchers) }
                } catch {
                    logger.error("a call cannot be decided", metadata: ["run": "\(id)", "error": "\(error)"])
                    try? await time.sleep(for: .seconds(1))
                }
            }
        }
    }

    /// What is not known never stops a job from running.
    private func vouchers(for gates: [GateKey], of run: RunRecord) async -> [GateKey: Voucher] {
        guard let repository = catalogue.record(run.repository) else { return [:] }
        do {
            return try await VoucherReader(store: store, catalogue: catalogue)
                .vouchers(for: gates, at: run.sha, on: run.ref, of: repository, besides: run.id)
        } catch {
            logger.warning("nobody vouches for a job", metadata: ["run": "\(run.id)", "error": "\(error)"])
            return [:]
        }
    }

    private func answer(_ key: String, of id: RunID, _ vouchers: [GateKey: Voucher]) async throws {
        guard var run = runs[id], run.machine.jobs[key]?.isUndecided == true else { return }
        let before = run.machine
        run.vouchers[key] = vouchers
        let effects = run.answer(key)
        // Also when the call is skipped or fails now: one that runs again later asks anew.
        run.vouchers[key] = nil
        try await save(run, since: before, effects: effects)
    }
}
