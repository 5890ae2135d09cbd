import Actions
import Configuration
import Core
import Engine
import Foundation
import SystemPackage

/// What `anneal serve` is told: a YAML file, then the environment (`ANNEAL_…`), then flags, each stronger than the one before.
struct Settings: Sendable {
    /// Every key there is; anything else in the file is an error.
    enum Key: String, CaseIterable, Sendable {
        case data
        case listen
        case publicURL = "public-url"
        case publicRead = "public-read"
        case concurrency
        case cancelGrace = "cancel-grace"
        case pollLocal = "poll-local"
        case pollRemote = "poll-remote"
        case workspaces
        case secretsFile = "secrets-file"
        case logLevel = "log-level"
        case executor
        case actionsSources = "actions.sources"
        case cacheQuota = "cache-quota"
        case artifactRetention = "artifact-retention"

        /// `public-url` is `PUBLIC_URL` in the environment, `actions.sources` is `ACTIONS_SOURCES`.
        var configKey: ConfigKey { ConfigKey(path) }

        /// The keys of the file's mappings, from the outermost on.
        var path: [String] { rawValue.split(separator: ".").map(String.init) }

        /// Takes a list; in the environment and on the command line its elements have commas between them.
        var isList: Bool { self == .actionsSources }
    }

    /// Variables of ours that are no settings: of the command line, of jobs that start a server, of tests.
    private static let others: Set<String> = [
        "ANNEAL_URL", "ANNEAL_TOKEN", "ANNEAL_SEED", "ANNEAL_STEP", "ANNEAL_JOB", "ANNEAL_CRASH_AT", "ANNEAL_BIN",
        "ANNEAL_CORPORA", "ANNEAL_BENCHMARKS"
    ]

    /// Those that look like a setting and are none: a slip of the fingers, most likely.
    static func unknownVariables(in environment: [String: String]) -> [String] {
        let known = Key.allCases.map { key in
            "ANNEAL_" + key.rawValue.uppercased().map { $0 == "-" || $0 == "." ? "_" : String($0) }.joined()
        }
        return environment.keys.filter { $0.hasPrefix("ANNEAL_") && !others.contains($0) && !known.contains($0) }
            .sorted()
    }

    enum ExecutorKind: String, CaseIterable, Sendable {
        case process, dummy
    }

    var data: String
    var host: String
    var port: Int
    var publicURL: String?
    var publicRead: Bool
    var concurrency: Int
    var cancelGrace: Int
    var pollLocal: Int
    var pollRemote: Int
    var workspaces: EngineConfiguration.WorkspacePolicy
    var secretsFile: String?
    var logLevel: String
    var executor: ExecutorKind
    var actionSources: ActionSources
    /// In bytes, for each repository.
    var cacheQuota: Int64
    /// In days.
    var artifactRetention: Int

    static let defaultListen = "127.0.0.1:8080"

    /// - Parameters:
    ///   - file: a YAML file; nil = none.
    ///   - flags: what the command line gave, by key.
    /// - Throws: ``SettingsError`` that says which key of which source is wrong.
    static func load(file: String?, flags: [Key: String]) async throws -> Settings {
        var providers: [any ConfigProvider] = [
            InMemoryProvider(
                name: "command line",
                values: Dictionary(
                    uniqueKeysWithValues: flags.map {
                        (AbsoluteConfigKey($0.key.path), ConfigValue($0.key.content(of: $0.value), isSecret: false))
                    }
                )),
            EnvironmentVariablesProvider().prefixKeys(with: "anneal")
        ]
        if let file {
            try SettingsFile.check(file)
            providers.append(try await FileProvider<YAMLSnapshot>(filePath: FilePath(file)))
        }
        return try Settings(reading: Source(reader: ConfigReader(providers: providers), file: file))
    }

    private struct Source {
        var reader: ConfigReader
        var file: String?

        func text(_ key: Key) -> String? {
            if let text = reader.string(forKey: key.configKey) { return text }
            // YAML gives `8` and `true` types of their own.
            if let number = reader.int(forKey: key.configKey) { return String(number) }
            if let flag = reader.bool(forKey: key.configKey) { return String(flag) }
            return nil
        }

        func list(_ key: Key) -> [String]? {
            reader.stringArray(forKey: key.configKey) ?? text(key).map { [$0] }
        }

        /// `10GB`, `512MiB`, or a number of bytes.
        func size(_ key: Key, default fallback: Int64) throws(SettingsError) -> Int64 {
            guard let text = text(key) else { return fallback }
            let digits = text.prefix { $0.isNumber }
            let units: [String: Int64] = [
                "": 1, "b": 1, "kb": 1000, "mb": 1_000_000, "gb": 1_000_000_000, "tb": 1_000_000_000_000,
                "kib": 1 << 10, "mib": 1 << 20, "gib": 1 << 30, "tib": 1 << 40
            ]
            let unit = text.dropFirst(digits.count).filter { $0 != " " }.lowercased()
            guard let number = Int64(digits), let factor = units[unit],
                case (let size, false) = number.multipliedReportingOverflow(by: factor)
            else {
                throw SettingsError("'\(key.rawValue)' has to be a size such as 10GB or 512MiB, not '\(text)'")
            }
            return size
        }

        func number(_ key: Key, in range: ClosedRange<Int>, default fallback: Int) throws(SettingsError) -> Int {
            guard let text = text(key) else { return fallback }
            guard let number = Int(text), range.contains(number) else {
                throw SettingsError(
                    "'\(key.rawValue)' has to be a number from \(range.lowerBound) to \(range.upperBound), not '\(text)'"
                )
            }
            return number
        }

        func flag(_ key: Key) throws(SettingsError) -> Bool {
            switch text(key)?.lowercased() {
            case nil, "false", "no", "0": return false
            case "true", "yes", "1": return true
            case let text?: throw SettingsError("'\(key.rawValue)' has to be true or false, not '\(text)'")
            }
        }

        func choice<Choice: RawRepresentable & CaseIterable>(_ key: Key, default fallback: Choice) throws(SettingsError)
            -> Choice
        where Choice.RawValue == String {
            guard let text = text(key) else { return fallback }
            guard let choice = Choice(rawValue: text) else {
                let all = Choice.allCases.map(\.rawValue).joined(separator: ", ")
                throw SettingsError("'\(key.rawValue)' is one of \(all), not '\(text)'")
            }
            return choice
        }
    }

    private init(reading source: Source) throws {
        data = (source.text(.data) ?? Self.defaultData).absolutePath
        let listen = source.text(.listen) ?? Self.defaultListen
        guard let colon = listen.lastIndex(of: ":"), let port = Int(listen[listen.index(after: colon)...]),
            (0...65535).contains(port)
        else { throw SettingsError("'listen' has to be HOST:PORT, not '\(listen)'") }
        host = String(listen[..<colon]).trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        self.port = port
        publicURL = source.text(.publicURL).map { text in
            String(text.reversed().drop { $0 == "/" }.reversed())
        }
        publicRead = try source.flag(.publicRead)
        concurrency = try source.number(
            .concurrency, in: 1...1024, default: ProcessInfo.processInfo.activeProcessorCount)
        cancelGrace = try source.number(.cancelGrace, in: 0...3600, default: 10)
        pollLocal = try source.number(.pollLocal, in: 1...86400, default: 10)
        pollRemote = try source.number(.pollRemote, in: 1...86400, default: 60)
        workspaces = try source.choice(.workspaces, default: .remove)
        secretsFile = source.text(.secretsFile)
        logLevel = source.text(.logLevel) ?? "info"
        executor = try source.choice(.executor, default: .process)
        do {
            actionSources = try source.list(.actionsSources).map { try ActionSources($0) } ?? .standard
        } catch let error as ActionsError {
            throw SettingsError(error.message)
        }
        cacheQuota = try source.size(.cacheQuota, default: EngineConfiguration.defaultCacheQuota)
        artifactRetention = try source.number(.artifactRetention, in: 1...400, default: 90)
    }

    /// `$XDG_DATA_HOME/anneal`, else `~/.local/share/anneal`.
    static var defaultData: String {
        let environment = ProcessInfo.processInfo.environment
        if let home = environment["XDG_DATA_HOME"], home.hasPrefix("/") { return home + "/anneal" }
        return (environment["HOME"] ?? "/root") + "/.local/share/anneal"
    }
}

extension String {
    var absolutePath: String {
        URL(fileURLWithPath: (self as NSString).expandingTildeInPath).standardizedFileURL.path
    }
}

extension Settings.Key {
    /// What the command line gave, as the configuration reads it.
    fileprivate func content(of text: String) -> ConfigContent {
        isList ? .stringArray(text.split(separator: ",").map(String.init)) : .string(text)
    }
}
