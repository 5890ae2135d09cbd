import Core
import Foundation
import Testing
import Workflows

/// Cases that nobody of this project wrote, in the folder that ANNEAL_CORPORA names.
enum Corpora {
    static let root = ProcessInfo.processInfo.environment["ANNEAL_CORPORA"]

    static let note: Comment = "ANNEAL_CORPORA is not set: the outside cases are not checked"

    static func files(_ folder: String) throws -> [String] {
        guard let root else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)").sorted().map {
            "\(root)/\(folder)/\($0)"
        }
    }

    static func workflows(_ folder: String) throws -> [String] {
        try files(folder).filter { ($0.hasSuffix(".yml") || $0.hasSuffix(".yaml")) && !$0.hasSuffix(".options.yml") }
    }

    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: path)))
    }
}
