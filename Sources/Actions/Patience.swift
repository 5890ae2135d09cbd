public import Core
import Git

/// Asks a source again that a network, or somebody else's lock, kept from answering.
public struct Patience: Sendable {
    private let time: any TimeSource

    /// Pauses before the second and third try; a job that waits longer should fail and be seen.
    private static let pauses: [Duration] = [.seconds(1), .seconds(3)]

    public init(time: any TimeSource = SystemTime()) {
        self.time = time
    }

    /// - Throws: what the last try threw, and at once what trying again can't help.
    public func attempt<Result>(_ ask: () async throws -> Result) async throws -> Result {
        for pause in Self.pauses {
            do {
                return try await ask()
            } catch let error as GitError where error.code.isTransient {
                try await time.sleep(for: pause)
            }
        }
        return try await ask()
    }
}
