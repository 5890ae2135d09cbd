import Foundation
import Yams

/// The configuration file's own checks: a misspelt key must not be a setting that silently does nothing.
enum SettingsFile {
    static func check(_ path: String) throws {
        let text: String
        do {
            text = try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw SettingsError("\(path): cannot be read: \(error.localizedDescription)")
        }
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw SettingsError("\(path): not YAML: \(error)")
        }
        guard let root else { return }
        guard let mapping = root.mapping else {
            throw SettingsError("\(path):1: has to be a mapping of keys to values")
        }
        let known = Settings.Key.allCases.map(\.rawValue)
        for (key, value) in mapping {
            let line = key.mark?.line ?? 1
            let name = key.string ?? ""
            guard known.contains(name) else {
                throw SettingsError(
                    "\(path):\(line): unknown key '\(name)'; known are: \(known.joined(separator: ", "))")
            }
            guard value.scalar != nil else { throw SettingsError("\(path):\(line): '\(name)' takes a single value") }
        }
    }
}
