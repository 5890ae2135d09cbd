import Core
import Transfer

/// Prints the logs of a run's jobs as they grow, until the run is over.
///
/// The server rings when the run changes; in case a ring is missed (the connection broke, or the change came before we
/// listened) it is also looked at now and then.
struct RunFollower: Sendable {
    var client: APIClient
    var run: RunID
    var isWanted: @Sendable (Job) -> Bool

    /// Seldom enough to cost nothing, often enough that a missed ring is not felt for long.
    private static let look = Duration.seconds(2)

    /// - Returns: the run after its end.
    func follow(_ context: CommandContext) async throws -> Run {
        try await withThrowingTaskGroup(of: Void.self) { group in
            let (rings, bell) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
            let ringer = Task { await ring(bell, context) }
            defer { ringer.cancel() }
            var followed: Set<Attempt> = []
            bell.yield()
            for await _ in rings {
                // The run first: when it is over, the jobs asked for after it are in their final state.
                let state = try await client.object(Run.self, "/runs/\(run)").model
                let jobs = try await client.whole(Job.self, "/runs/\(run)/jobs").map(\.model)
                let names = jobs.count > 1
                for job in jobs where job.attempt > 0 && isWanted(job) {
                    guard followed.insert(Attempt(job: job.id, number: job.attempt)).inserted else { continue }
                    let log = LogFollower(
                        client: client, job: job.id, attempt: job.attempt, prefix: names ? job.name : nil)
                    group.addTask {
                        do {
                            try await log.follow(context)
                        } catch {
                            // Ends the loop around us, which then throws what went wrong here.
                            bell.finish()
                            throw error
                        }
                    }
                }
                if state.isOver {
                    bell.finish()
                    try await group.waitForAll()
                    context.output.note(
                        "run \(run.rawValue): \(StateText.style(state: state.state, conclusion: state.conclusion))")
                    return state
                }
            }
            try await group.waitForAll()
            throw CancellationError()
        }
    }

    private struct Attempt: Hashable {
        var job: JobID
        var number: Int
    }

    private func ring(_ bell: AsyncStream<Void>.Continuation, _ context: CommandContext) async {
        await withDiscardingTaskGroup { group in
            group.addTask {
                while (try? await context.time.sleep(for: Self.look)) != nil { bell.yield() }
            }
            group.addTask {
                while !Task.isCancelled {
                    var request = client.request("GET", "/live/runs/\(run)")
                    request.timeout = nil
                    // A failure is nothing to act on: looking now and then goes on, and reports what is wrong.
                    do {
                        for try await event in client.http.events(request) where event.event == "run" { bell.yield() }
                    } catch {}
                    if (try? await context.time.sleep(for: Self.look)) == nil { return }
                }
            }
        }
    }
}
