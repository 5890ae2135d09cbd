import Core
import Testing
import Yams

@testable import Workflows

/// Our reader against libyaml: both must find the same tree in every file of the corpora.
@Suite(.enabled(if: Corpora.root != nil, Corpora.note))
struct YAMLDifferentialTests {
    @Test func `a second reader finds the same values in every file`() throws {
        var count = 0
        for folder in ["parser", "workflows/valid", "workflows/invalid", "workflows/real-world"] {
            for file in try Corpora.workflows(folder) {
                guard let text = String(validating: try Corpora.bytes(file), as: UTF8.self) else { continue }
                var parser = YAMLParser(YAMLSource(text))
                let ours = Result { try parser.parse() }
                let theirs = Result { try Yams.compose(yaml: text, Resolver.basic) }
                switch (ours, theirs) {
                case (.success(let node), .success(let other)):
                    count += 1
                    guard parser.findings.isEmpty else { continue }
                    #expect(node.map(plain) == other.map(plain), "\(file)")
                    #expect(node?.position == other?.mark.map { SourcePosition(line: $0.line, column: $0.column) })
                case (.failure, .failure): continue
                case (.failure(let error as YAMLError), .success):
                    // Depth has no limit there, and tags are not held against their values.
                    #expect(error.kind == .limit || error.message.contains("is no value of type"), "\(file): \(error)")
                case (.success, .failure(let error)):
                    #expect(
                        parser.findings.contains { $0.kind == .duplicateKey || $0.kind == .syntax }, "\(file): \(error)"
                    )
                default: Issue.record("\(file)")
                }
            }
        }
        #expect(count > 300)
    }

    private func plain(_ node: YAMLNode) -> String {
        switch node.content {
        case .scalar(let scalar): "\(node.position.line):\(scalar.text.debugDescription)"
        case .sequence(let elements): "[" + elements.map(plain).joined(separator: ",") + "]"
        case .mapping(let pairs): "{" + pairs.map { plain($0.key) + ":" + plain($0.value) }.joined(separator: ",") + "}"
        }
    }

    private func plain(_ node: Node) -> String {
        switch node {
        case .scalar(let scalar): "\(scalar.mark?.line ?? 0):\(scalar.string.debugDescription)"
        case .sequence(let elements): "[" + elements.map(plain).joined(separator: ",") + "]"
        case .mapping(let pairs): "{" + pairs.map { plain($0.key) + ":" + plain($0.value) }.joined(separator: ",") + "}"
        case .alias: "alias"
        }
    }
}
