import Core
import Glibc
import JobProtocol
import Testing

struct JobLockTests {
    @Test func `the lock is held as long as its holder lives, by one alone`() throws {
        let scratch = try Scratch()
        #expect(try !scratch.directory.isAlive())
        var lock: JobLock? = try JobLock(scratch.directory)
        #expect(lock != nil)
        #expect(try scratch.directory.isAlive())
        #expect(try scratch.directory.supervisorPID() == getpid())
        let error = #expect(throws: JobProtocolError.self) { try JobLock(scratch.directory) }
        #expect(error?.code == .locked)
        lock = nil
        #expect(try !scratch.directory.isAlive())
        lock = try JobLock(scratch.directory)
        #expect(try scratch.directory.isAlive())
    }

    @Test func `a supervisor that starts is not refused because somebody looks whether it lives`() async throws {
        let scratch = try Scratch()
        let directory = scratch.directory
        _ = try JobLock(directory)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { @concurrent in
                for _ in 0..<5000 { _ = try directory.isAlive() }
            }
            for _ in 0..<1000 { _ = try JobLock(directory) }
            try await group.waitForAll()
        }
        withExtendedLifetime(scratch) {}
    }

    @Test func `who is refused for facts that are there leaves no trace`() throws {
        let scratch = try Scratch()
        try JournalWriter(scratch.directory).append(.stepsFinished)
        let error = #expect(throws: JobProtocolError.self) { try JobLock(scratch.directory) }
        #expect(error?.code == .used)
        #expect(try scratch.names == ["journal.ndjson"])
    }
}
