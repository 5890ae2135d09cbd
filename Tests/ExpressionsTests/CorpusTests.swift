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
        for file in files {
            let document = try Value(json: Array(try Data(contentsOf: file)))
            for element in try #require(document.array, "\(file.lastPathComponent) is not a list") {
                try check(element)
            }
        }
    }

    private func check(_ element: Value) throws {
        var request: Value = ["id": element["id"] ?? .null, "expr": element["expr"] ?? .null]
        if let contexts = element["contexts"], case .object(var members) = request {
            members["contexts"] = contexts
            request = .object(members)
        }
        let answer = try Value(json: BatchEvaluation.answer(line: request.json()))
        let comment = Comment(rawValue: "\(element.json()) gave \(answer.json())")
        #expect(answer["id"] == element["id"], comment)
        if let error = element["err"] {
            #expect(answer["error"] == error["kind"], comment)
        } else {
            #expect(answer["error"] == nil, comment)
            #expect(answer["kind"] == element["result"]?["kind"], comment)
            #expect(answer["value"] == element["result"]?["value"], comment)
        }
    }
}
