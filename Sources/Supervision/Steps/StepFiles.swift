import Core
import Glibc

/// One process's command files: made before it, read after it.
struct StepFiles {
    private let folder: CommandFolder
    private let number: Int
    /// The variables that name them.
    private(set) var variables: [String: String] = [:]

    /// - Parameter number: no two have the same.
    init(number: Int, in folder: CommandFolder) throws {
        self.folder = folder
        self.number = number
        for file in CommandFile.allCases { variables[file.variable] = try folder.create(name(of: file)) }
    }

    private func name(of file: CommandFile) -> String { "step-\(number)-\(file.variable.lowercased())" }

    func outputs() throws -> [(name: String, value: String)] {
        try entries(.output)
    }

    /// What the steps after this one get as variables.
    func environment() throws -> [(name: String, value: String)] {
        let entries = try entries(.environment)
        for entry in entries {
            if let refusal = ReservedNames.refusalInFile(of: entry.name) {
                throw SupervisionError(.commandFile, refusal)
            }
        }
        return entries
    }

    /// Folders for the PATH of the steps after this one, a line each.
    func path() throws -> [String] {
        let text = String(decoding: try read(.path), as: UTF8.self)
        return text.split(whereSeparator: \.isNewline).map(String.init)
    }

    /// Markdown; nil when nothing was written.
    func summary() throws -> String? {
        let bytes = try read(.summary)
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }

    /// What an action's later phases get as `STATE_…`.
    func state() throws -> [(name: String, value: String)] {
        try entries(.state)
    }

    func remove() {
        for file in CommandFile.allCases { folder.remove(name(of: file)) }
    }

    private func read(_ file: CommandFile) throws -> [UInt8] {
        try folder.read(name(of: file), called: file.variable)
    }

    private func entries(_ file: CommandFile) throws -> [(name: String, value: String)] {
        try KeyValueFile.parse(try read(file), called: file.variable)
    }
}
