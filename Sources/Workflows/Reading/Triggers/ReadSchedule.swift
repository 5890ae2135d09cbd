import Core
import Foundation

struct ScheduleDraft {
    var cron: Located<Cron>?
    var timezone: Located<String>?
    var catchUp: Located<ScheduleTrigger.CatchUp>?
    var maxAge: Located<Duration>?
}

extension KeyTable<ScheduleDraft> {
    static let schedule = KeyTable(
        "an entry of 'schedule'",
        [
            "cron": .read { $2.cron = $0.readCron($1) },
            "timezone": .read { $2.timezone = $0.readTimezone($1) },
            "catch-up": .read { $2.catchUp = $0.choice($1, "'catch-up'") },
            "max-age": .read { $2.maxAge = $0.duration($1, "'max-age'") }
        ])
}

extension Reader {
    func readSchedule(_ node: YAMLNode) -> [ScheduleTrigger] {
        readEach(node, "'schedule'") { reader, element in
            var draft = ScheduleDraft()
            guard reader.read(element, by: .schedule, into: &draft) else { return nil }
            reader.require("cron", in: element, "an entry of 'schedule'", help: "Add it, as in cron: '0 2 * * *'.")
            return draft.cron.map {
                ScheduleTrigger(
                    cron: $0, timezone: draft.timezone, catchUp: draft.catchUp, maxAge: draft.maxAge)
            }
        }
    }

    fileprivate func readCron(_ node: YAMLNode) -> Located<Cron>? {
        guard let text = text(node, "'cron'") else { return nil }
        do {
            return Located(try Cron(parsing: text.content), at: text.position)
        } catch {
            report(.badSchedule, error.message, help: error.help, at: position(in: node, offset: error.offset))
            return nil
        }
    }

    fileprivate func readTimezone(_ node: YAMLNode) -> Located<String>? {
        guard let text = text(node, "'timezone'") else { return nil }
        guard !ZoneNames.contains(text.content) else { return text }
        report(
            .badSchedule, "there is no time zone '\(text.content.prefix(80))'",
            help: ZoneNames.nearest(to: text.content).map { "Did you mean '\($0)'?" }
                ?? "Use a name of the IANA database, such as 'Europe/Berlin' or 'UTC'.", at: text.position)
        return nil
    }
}
