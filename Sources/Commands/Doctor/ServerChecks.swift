import Core
import FoundationEssentials
import Transfer

/// Is it there, which version, does it take our token, do our clocks agree?
struct ServerChecks: Sendable {
    var options: ServerOptions
    var context: CommandContext

    /// Beyond this, times in lists look odd; beyond the second, signed requests and certificates begin to fail.
    private static let noticeable = Duration.seconds(30)
    private static let harmful = Duration.seconds(300)

    func findings() async -> [Checkup] {
        let client: APIClient
        do {
            client = try APIClient(options, context)
        } catch {
            return [failure("server", error)]
        }
        var checkups: [Checkup] = []
        do {
            let health = try await client.send(client.request("GET", "/healthz"))
            checkups.append(.ok("server", "\(client.access.address.text) is ready"))
            checkups.append(clock(health.header("Date")))
        } catch {
            return [failure("server", error)]
        }
        do {
            let version = try await client.get("/openapi.json")["info"]?["version"]?.string
            checkups.append(
                version.map { .ok("version", "the server is \($0)") }
                    ?? .warn("version", "the server does not say", "is that an Anneal server?"))
            checkups.append(
                client.access.token == nil
                    ? .warn(
                        "token", "none was found; reading is free",
                        "changing something needs --token-file or ANNEAL_TOKEN")
                    : .ok("token", "the one from \(client.access.tokenOrigin) is taken"))
        } catch {
            checkups.append(failure("token", error))
        }
        return checkups
    }

    private func failure(_ subject: String, _ error: any Error) -> Checkup {
        let message = (error as? CommandError)?.message ?? (error as? TransferError)?.message ?? "\(error)"
        let lines = message.split(separator: "\n").map(String.init)
        return .fail(subject, lines.first ?? "", lines.dropFirst().joined(separator: " "))
    }

    private func clock(_ header: String?) -> Checkup {
        guard let header, let date = Self.date(header) else {
            return .warn("clock", "the server sends no Date", "is there a proxy that takes it away?")
        }
        let difference = abs((context.time.now() - Timestamp(date)).milliseconds)
        let seconds = difference / 1000
        if difference > Self.harmful.milliseconds {
            return .fail("clock", "\(seconds) s apart from the server's", "let both machines set their clocks (chrony)")
        }
        if difference > Self.noticeable.milliseconds {
            return .warn("clock", "\(seconds) s apart from the server's", "let both machines set their clocks (chrony)")
        }
        return .ok("clock", "agrees with the server's")
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110).
    static func date(_ header: String) -> Date? {
        guard
            let match = header.wholeMatch(
                of: /[A-Z][a-z]{2}, (\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d) GMT/)
        else { return nil }
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        guard let month = months.firstIndex(of: String(match.2)) else { return nil }
        let number = month + 1 < 10 ? "0\(month + 1)" : "\(month + 1)"
        return Timestamp("\(match.3)-\(number)-\(match.1)T\(match.4):\(match.5):\(match.6)Z")?.date
    }
}
