import FoundationEssentials
import Glibc

/// What the command line reads of a server's data folder on this machine.
struct DataFolder: Sendable {
    let path: String

    init(_ option: String?, _ context: CommandContext) {
        path = context.path(option ?? context.environment["ANNEAL_DATA"] ?? "~/.local/share/anneal")
    }

    var addressFile: String { path + "/address" }
    var tokenFile: String { path + "/admin-token" }
    var database: String { path + "/anneal.db" }

    /// Where the server listens; nil when none does.
    var address: String? { Self.line(addressFile) }

    /// - Returns: the first line; nil when there is no such file, it cannot be read, or it is empty.
    private static func line(_ path: String) -> String? {
        guard let bytes = try? SmallFile.read(path, maximum: 4096) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        guard let line = text.split(whereSeparator: \.isNewline).first.map(String.init), !line.isEmpty else {
            return nil
        }
        return line
    }
}
