import Foundation

/// The names of the IANA database, links included.
enum ZoneNames {
    /// Only names of that database: Foundation also takes `GMT+3` and abbreviations such as `PST`, which name no place.
    static func contains(_ name: String) -> Bool {
        if name == "UTC" || name == "GMT" { return true }
        guard name.contains("/"), name.utf8.count < 64 else { return false }
        return TimeZone(identifier: name) != nil
    }

    static func nearest(to name: String) -> String? {
        Suggestion.nearest(to: name, in: TimeZone.knownTimeZoneIdentifiers)
    }
}
