import Core
import Expressions
import Foundation
import OrderedCollections
import Testing

/// Runs the expressions of `actions/languageservices`, when ANNEAL_CORPORA names the folder they are in.
struct CorpusTests {
    private static var folder: URL? {
        guard let path = ProcessInfo.processInfo.environment["ANNEAL_CORPORA"], !path.isEmpty else { return nil }
        return URL(filePath: path).appending(path: "expressions")
    }

    @Test(.enabled("ANNEAL_CORPORA is not set: the outside corpus of expressions was not run") { folder != nil })
    func `every expression of the outside corpus has its value or its kind of error`() throws {
        let folder = try #require(Self.folder)
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "json" }
        try #require(!files.isEmpty)
        var (right, count) = (0, 0)
        for file in files {
            let document = try Value(json: Array(try Data(contentsOf: file)))
            for element in try #require(document.array, "\(file.lastPathComponent) is not a list") {
                count += 1
                if try isRight(element) { right += 1 }
            }
        }
        // The line that `make conformance` shows.
        print("conformance: expressions: \(right) of \(count) right")
    }

    private func isRight(_ element: Value) throws -> Bool {
        var request: Value = ["id": element["id"] ?? .null, "expr": element["expr"] ?? .null]
        if let contexts = element["contexts"], case .object(var members) = request {
            members["contexts"] = contexts
            request = .object(members)
        }
        let answer = try Value(json: BatchEvaluation.answer(line: request.json()).text)
        let comment = Comment(rawValue: "\(element.json()) gave \(answer.json())")
        var keys = ["id": element["id"], "error": element["err"]?["kind"]]
        if element["err"] == nil {
            keys["kind"] = element["result"]?["kind"]
            keys["value"] = element["result"]?["value"]
        }
        let isRight = keys.allSatisfy { answer[$0.key] == $0.value }
        #expect(isRight, comment)
        return isRight
    }
}
