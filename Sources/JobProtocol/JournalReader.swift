import FoundationEssentials
import Glibc

/// Reads `journal.ndjson` from where it had got to, as often as there may be something new.
///
/// A last line without its end is left for the next time: the supervisor is writing it, or died writing it.
public struct JournalReader: Sendable {
    /// Longer than any fact: outputs are bounded to 1 MiB, and JSON makes of a byte at most six.
    static let maximumLine = 16 << 20

    public let path: String
    /// In bytes: the start of the first line that has not been read.
    public private(set) var offset: Int
    /// The number of the last fact read.
    public private(set) var sequence: Int

    /// - Parameter offset: and `sequence`: as they stood in an earlier reader of the same file.
    public init(_ directory: JobDirectory, offset: Int = 0, sequence: Int = 0) {
        path = directory.journal
        self.offset = offset
        self.sequence = sequence
    }

    /// The facts since the last call; none when there is no journal yet.
    ///
    /// - Throws: ``JobProtocolError`` when the file can't be read, or holds a whole line that is no fact or has the
    ///   wrong number. The facts before such a line are returned first, by a call of their own.
    public mutating func read() throws -> [JobFact] {
        let file: OpenFile
        do throws(JobProtocolError) {
            file = try OpenFile(path, O_RDONLY)
        } catch {
            if error.systemError == ENOENT { return [] }
            throw error
        }
        let decoder = JSONDecoder()
        var facts: [JobFact] = []
        while true {
            let wanted = min(try file.size() - offset, 2 * Self.maximumLine)
            let bytes = try file.read(at: offset, count: wanted)
            var start = 0
            while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
                do {
                    facts.append(try decode(bytes[start..<end], with: decoder))
                } catch {
                    guard facts.isEmpty else { return facts }
                    throw error
                }
                offset += end + 1 - start
                start = end + 1
            }
            if start == 0 {
                guard bytes.count < Self.maximumLine else { throw malformed("a line longer than any fact") }
                return facts
            }
        }
    }

    private mutating func decode(_ line: ArraySlice<UInt8>, with decoder: JSONDecoder) throws -> JobFact {
        let fact: JobFact
        do {
            fact = try decoder.decode(JobFact.self, from: Data(line))
        } catch {
            throw malformed("not a fact: \(error)")
        }
        guard fact.sequence == sequence + 1 else {
            throw malformed("fact \(fact.sequence) follows fact \(sequence)")
        }
        sequence = fact.sequence
        return fact
    }

    private func malformed(_ message: String) -> JobProtocolError {
        JobProtocolError(.malformed, "\(message), at byte \(offset)", path: path)
    }
}
