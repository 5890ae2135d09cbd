import FoundationEssentials
import Glibc

/// Our `post-receive` in a repository's folder of hooks, beside one that was there before.
struct PostReceiveHook {
    enum Installed { case installed, keptLocal, unchanged }
    enum Uninstalled { case removed, restored, absent }

    let folder: String

    private var ours: String { folder + "/post-receive" }
    private var local: String { folder + "/post-receive.local" }

    /// The script's second line: by it we know our own hook, of whatever version.
    private static let mark = "# Tells Anneal that something was pushed"
    private static let placeholder = "spool=''  # filled in by anneal hooks install\n"

    /// The script with a spool folder filled in, quoted for a shell.
    static func text(spool: String) -> String {
        let quoted = "'" + spool.replacing("'", with: "'\\''") + "'"
        return script.replacing(
            placeholder, with: "spool=\(quoted)  # filled in by anneal hooks install\n", maxReplacements: 1)
    }

    func install(spool: String) throws -> Installed {
        let wanted = Array(Self.text(spool: spool).utf8)
        var result = Installed.installed
        if let current = try content(), !Self.isOurs(current) {
            guard !exists(local) else {
                throw CommandError(
                    .couldNotWrite,
                    """
                    \(folder) has a post-receive of somebody else's and a post-receive.local
                    Join the two into post-receive.local, remove post-receive, and try again.
                    """)
            }
            try move(ours, to: local)
            result = .keptLocal
        } else if try content() == wanted, access(ours, X_OK) == 0 {
            return .unchanged
        }
        mkdir(folder, 0o755)
        try SmallFile.write(wanted, to: ours, mode: 0o755)
        return result
    }

    func uninstall() throws -> Uninstalled {
        guard let current = try content(), Self.isOurs(current) else { return .absent }
        guard exists(local) else {
            guard unlink(ours) == 0 else { throw Self.failure("cannot remove \(ours)") }
            return .removed
        }
        // In one step: no push falls between two hooks.
        try move(local, to: ours)
        return .restored
    }

    private static func isOurs(_ bytes: [UInt8]) -> Bool {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst().first?.hasPrefix(mark) ?? false
    }

    /// - Returns: nil when there is none.
    private func content() throws -> [UInt8]? {
        exists(ours) ? try SmallFile.read(ours, maximum: 16 << 20) : nil
    }

    /// Also true for a link that leads nowhere.
    private func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    private func move(_ from: String, to: String) throws {
        guard rename(from, to) == 0 else { throw Self.failure("cannot rename \(from) to \(to)") }
    }

    private static func failure(_ what: String) -> CommandError {
        CommandError(.couldNotWrite, "\(what): \(String(cString: strerror(errno)))")
    }
}
