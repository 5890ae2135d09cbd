import Foundation
import Testing

/// SwiftPM lets a target import what it does not depend on, as long as something else builds it. The table is the law here.
@Suite struct ImportTableTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// What comes with the toolchain.
    private static let toolchain: Set<String> = [
        "Dispatch", "Foundation", "FoundationEssentials", "Glibc", "Swift", "Synchronization", "Testing"
    ]

    @Test func `every import in Sources is one that the table allows`() throws {
        let table = try Self.table()
        #expect(table.count > 15)
        var complaints: [String] = []
        for target in table.keys.sorted() where !target.hasSuffix("Tests") {
            let folder = Self.root.appendingPathComponent("Sources/\(target)")
            for file in Self.swiftFiles(in: folder) {
                let text = try String(contentsOf: file, encoding: .utf8)
                for module in Self.imports(in: text)
                where !Self.toolchain.contains(module) && table[target]?.contains(module) != true {
                    complaints.append(
                        "\(target)/\(file.lastPathComponent) imports \(module), which the table does not allow")
                }
            }
        }
        #expect(complaints.isEmpty, "\(complaints.joined(separator: "\n"))")
    }

    @Test func `every folder of Sources and Tests with Swift in it is in the table`() throws {
        let table = try Self.table()
        for parent in ["Sources", "Tests"] {
            let folder = Self.root.appendingPathComponent(parent)
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
                guard !Self.swiftFiles(in: folder.appendingPathComponent(name)).isEmpty else { continue }
                #expect(table[name] != nil, "\(parent)/\(name) is not in the table of Package.swift")
            }
        }
    }

    /// What each room may import, read from the manifest's own lines.
    private static func table() throws -> [String: Set<String>] {
        let manifest = try String(contentsOf: root.appendingPathComponent("Package.swift"), encoding: .utf8)
        let start = try #require(manifest.range(of: "let house: [Room] = ["))
        let end = try #require(manifest.range(of: "\n]", range: start.upperBound..<manifest.endIndex))
        let rows = manifest[start.upperBound..<end.lowerBound].components(separatedBy: "Room(").dropFirst()
        return rows.reduce(into: [:]) { table, row in
            let names = row.components(separatedBy: "\"").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
            if let name = names.first { table[name] = Set(names.dropFirst()) }
        }
    }

    private static func imports(in text: String) -> [String] {
        text.split(separator: "\n").compactMap { line in
            var words = line.split(separator: " ")
            while let first = words.first, ["public", "package", "internal", "@testable"].contains(first) {
                words.removeFirst()
            }
            guard words.count >= 2, words[0] == "import" else { return nil }
            let named =
                ["struct", "class", "enum", "func", "protocol", "typealias"].contains(words[1]) ? words[2] : words[1]
            return named.split(separator: ".").first.map(String.init)
        }
    }

    private static func swiftFiles(in folder: URL) -> [URL] {
        guard let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil) else { return [] }
        return files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
    }
}
