import Core
import Foundation

/// A JSON object of names and values that jobs see as the `secrets` context.
enum SecretsFile {
    static func read(_ path: String) throws -> [String: Secret] {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let mode = (attributes?[.posixPermissions] as? NSNumber)?.intValue else {
            throw SettingsError("\(path): cannot be read")
        }
        guard mode & 0o077 == 0 else {
            throw SettingsError("\(path) can be read by others (mode \(String(mode, radix: 8))): run chmod 600 on it")
        }
        let value: Value
        do {
            value = try Value(json: [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))))
        } catch let error as JSONError {
            throw SettingsError("\(path): not JSON: \(error)")
        }
        guard let members = value.object else {
            throw SettingsError("\(path): has to be a JSON object of names and texts")
        }
        return try members.reduce(into: [:]) { secrets, member in
            guard let text = member.value.string else {
                throw SettingsError("\(path): '\(member.key)' has to be a text")
            }
            secrets[member.key] = Secret(text)
        }
    }
}
