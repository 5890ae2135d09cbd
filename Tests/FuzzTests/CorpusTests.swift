import Foundation
import FuzzLanguage
import FuzzWebhooks
import Testing

/// What fuzzing found worth keeping, run again: inputs that reach far, and every one that ever failed.
struct CorpusTests {
    @Test(arguments: LanguageFuzzer.allCases)
    func `every kept input of the language's fuzzers ends well`(fuzzer: LanguageFuzzer) throws {
        for input in try Self.inputs(fuzzer.rawValue) { fuzzer.run(input) }
    }

    @Test func `every kept input of the webhooks' fuzzer ends well`() throws {
        for input in try Self.inputs("webhooks") { WebhookFuzzer.run(input) }
    }

    /// The files of `Tests/fuzz/NAME`, and the lines of `Tests/fuzz/NAME.txt`.
    private static func inputs(_ name: String) throws -> [[UInt8]] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "fuzz")
        let files = try FileManager.default.contentsOfDirectory(
            at: folder.appending(path: name), includingPropertiesForKeys: nil)
        let lines = try String(contentsOf: folder.appending(path: "\(name).txt"), encoding: .utf8).split(
            separator: "\n")
        try #require(!files.isEmpty && !lines.isEmpty)
        return try files.sorted { $0.path < $1.path }.map { Array(try Data(contentsOf: $0)) }
            + lines.map { Array(try #require(Data(base64Encoded: String($0)))) }
    }
}
