import Core
import Glibc
import OrderedCollections

/// The job's secrets, from the pipe that is the supervisor's standard input: one JSON object of names and texts,
/// ended by its closing. Nothing at all means none.
enum SecretInput {
    /// More than any set of secrets; a sender that never stops is cut off here.
    private static let maximumBytes = 16 << 20

    static func read(from descriptor: Int32) throws -> OrderedDictionary<String, Value> {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0 && errno == EINTR { continue }
            // A closed standard input is how a caller without secrets may start us.
            if count < 0 && errno == EBADF { break }
            guard count >= 0 else { throw SupervisionError.system("read the secrets from standard input", .secrets) }
            if count == 0 { break }
            bytes += chunk[..<count]
            guard bytes.count <= maximumBytes else {
                throw SupervisionError(
                    .secrets, "the secrets on standard input are more than \(maximumBytes >> 20) MiB")
            }
        }
        guard !bytes.trimmingSpace.isEmpty else { return [:] }
        let value: Value
        do {
            value = try Value(json: bytes)
        } catch {
            // Without the parser's words, which could quote a secret.
            throw SupervisionError(.secrets, "the secrets on standard input are not JSON (byte \(error.offset))")
        }
        guard let secrets = value.object, secrets.values.allSatisfy({ $0.string != nil }) else {
            throw SupervisionError(
                .secrets, "the secrets on standard input are not an object of texts; write {\"NAME\": \"value\"}")
        }
        return secrets
    }
}

extension [UInt8] {
    fileprivate var trimmingSpace: ArraySlice<UInt8> {
        drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
    }
}
