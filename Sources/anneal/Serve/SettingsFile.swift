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
        try check(mapping, under: [], path)
    }

    private static func check(_ mapping: Node.Mapping, under parents: [String], _ path: String) throws {
        for (key, value) in mapping {
            let line = key.mark?.line ?? 1
            let keys = parents + [key.string ?? ""]
            let name = keys.joined(separator: ".")
            if let inner = value.mapping, Settings.Key.allCases.contains(where: { $0.path.starts(with: keys) }) {
                try check(inner, under: keys, path)
                continue
            }
            guard let setting = Settings.Key(rawValue: name) else {
                let known = Settings.Key.allCases.map(\.rawValue).joined(separator: ", ")
                throw SettingsError("\(path):\(line): unknown key '\(name)'; known are: \(known)")
            }
            let isList = value.sequence?.allSatisfy { $0.scalar != nil } ?? false
            guard value.scalar != nil || (setting.isList && isList) else {
                throw SettingsError(
                    "\(path):\(line): '\(name)' takes a \(setting.isList ? "list of texts" : "single value")")
            }
        }
    }
}
