import Core
import Git
import Planning
import Store

/// Looks up who vouches for jobs with `paths:`.
struct VoucherReader: Sendable {
    let store: Store
    let catalogue: RepositoryCatalogue

    /// For each gated job the last commit, on this branch or on the default branch, where it passed with this definition.
    ///
    /// - Parameters:
    ///   - head: the commit that is to be vouched for.
    ///   - run: the one that asks, which cannot vouch for itself: a person who wants it again wants it to run.
    func vouchers(
        for gates: [GateKey], at head: CommitSHA?, on ref: GitRef?, of repository: RepositoryRecord,
        besides run: RunID? = nil
    ) async throws -> [GateKey: Voucher] {
        guard !gates.isEmpty, let head, let ref else { return [:] }
        let refs = [ref] + (repository.defaultBranch.map { [GitRef.branch($0)] } ?? []).filter { $0 != ref }
        let passes = try await store.read { reader -> [GateKey: PassRecord] in
            var passes: [GateKey: PassRecord] = [:]
            for gate in gates {
                for ref in refs where passes[gate] == nil {
                    let pass = try reader.lastPass(
                        repository.id, workflowPath: gate.workflow, jobKey: gate.key, definition: gate.digest, ref: ref)
                    if let pass, pass.run != run { passes[gate] = pass }
                }
            }
            return passes
        }
        let mirror = catalogue.mirror(repository.id)
        var vouchers: [GateKey: Voucher] = [:]
        var changed: [CommitSHA: PathIndex] = [:]
        for (gate, pass) in passes {
            if changed[pass.commit] == nil {
                // A commit that has been pushed away and pruned cannot vouch: the job runs.
                guard try await mirror.contains(pass.commit) else { continue }
                changed[pass.commit] = PathIndex(
                    try await mirror.changes(from: pass.commit, to: head).flatMap(\.paths).map(\.text))
            }
            vouchers[gate] = Voucher(
                commit: pass.commit, run: pass.run, number: pass.number, changed: changed[pass.commit] ?? [])
        }
        return vouchers
    }
}
