import Core
import Foundation
import Integrations
import Testing

/// Bodies that real forges sent, and another project's reading of them. `ANNEAL_CORPORA` names their folder.
@Suite(.enabled(if: Corpora.folder != nil, "ANNEAL_CORPORA is not set: the corpora of webhooks are not checked"))
struct CorporaTests {
    @Test(arguments: Corpora.cases)
    func `every body is read as the other project reads it`(item: Corpora.Case) throws {
        let body = try Array(Data(contentsOf: item.file))
        let value = try Value(json: body)
        let unsigned = Delivery(headers: CorpusHeaders.headers(of: value, item), body: body)
        let delivery = Deliveries.sign(unsigned, as: item.forge)
        #expect(try item.forge.verifies(delivery, secret: Deliveries.secret))
        #expect(try !item.forge.verifies(delivery, secret: Secret("wrong")))
        let event = try item.forge.decode(delivery)
        if item.forge == .github { #expect(event.payload == value) }
        if value["repository"]?["full_name"]?.string != nil { #expect(event.repository != nil) }
        let reading = item.file.deletingPathExtension().appendingPathExtension("normalised.json")
        guard let data = try? Data(contentsOf: reading) else { return }
        OtherReading(try Value(json: Array(data))).compare(with: event)
    }
}

enum Corpora {
    struct Case: Sendable, CustomTestStringConvertible {
        var forge: Forge
        /// The kind when the folder says it.
        var kind: String?
        var file: URL
        var testDescription: String { file.pathComponents.suffix(3).joined(separator: "/") }
    }

    static let folder = ProcessInfo.processInfo.environment["ANNEAL_CORPORA"].map {
        URL(filePath: $0).appending(path: "webhooks")
    }

    static let cases: [Case] = {
        guard let folder, let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil) else {
            return []
        }
        return files.compactMap { $0 as? URL }
            .filter { $0.pathExtension == "json" && !$0.lastPathComponent.hasSuffix(".normalised.json") }
            .sorted { $0.path < $1.path }
            .compactMap { file in
                let relative = file.pathComponents.dropFirst(folder.standardized.pathComponents.count)
                switch relative.first {
                case "github-examples": return Case(forge: .github, kind: relative.dropFirst().first, file: file)
                case let name?: return Forge(rawValue: name).map { Case(forge: $0, kind: nil, file: file) }
                case nil: return nil
                }
            }
    }()
}
