public import Core
import FoundationEssentials
import Glibc

/// Appends facts to `journal.ndjson`, numbered from 1. Only the holder of the job's lock may have one.
public final class JournalWriter {
    private let file: OpenFile
    private let encoder = JSONEncoder()
    private var sequence = 0

    /// - Throws: ``JobProtocolError`` when the journal has facts already: a job directory is used once.
    public init(_ directory: JobDirectory) throws(JobProtocolError) {
        file = try OpenFile(directory.journal, O_WRONLY | O_CREAT | O_APPEND)
        guard try file.size() == 0 else { throw Self.used(directory) }
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    public func append(_ what: JobFact.What, at time: Timestamp = .now()) throws {
        let fact = JobFact(sequence: sequence + 1, at: time, what: what)
        // One write: a reader sees the line whole, or torn when the machine died in between.
        try file.write(Array(try encoder.encode(fact)) + [UInt8(ascii: "\n")])
        sequence += 1
    }

    /// What has been appended survives a loss of power.
    public func synchronize() throws {
        try file.synchronize()
    }
}

extension JournalWriter {
    /// Refuses a directory that was used before, without making or changing anything in it.
    static func requireUnused(_ directory: JobDirectory) throws(JobProtocolError) {
        let size: Int
        do throws(JobProtocolError) {
            size = try OpenFile(directory.journal, O_RDONLY).size()
        } catch {
            if error.systemError == ENOENT { return }
            throw error
        }
        guard size == 0 else { throw used(directory) }
    }

    private static func used(_ directory: JobDirectory) -> JobProtocolError {
        JobProtocolError(
            .used, "a supervisor has run here before; a new attempt needs a directory of its own",
            path: directory.journal)
    }
}
