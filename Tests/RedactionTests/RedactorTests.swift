import Core
import FoundationEssentials
import Testing

struct RedactorTests {
    private struct Case: Decodable {
        var id: String
        var text: String
        var split: Int
        var secrets: [String]
    }

    private static func redact(_ chunks: [[UInt8]], _ secrets: [[UInt8]]) -> [UInt8] {
        let patterns = SecretPatterns()
        for secret in secrets { patterns.add(secret) }
        var redactor = Redactor(patterns)
        var output: [UInt8] = []
        for chunk in chunks { chunk.withUnsafeBytes { redactor.feed($0, into: &output) } }
        redactor.finish(into: &output)
        return output
    }

    private static func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
        bytes.count >= part.count && (0...(bytes.count - part.count)).contains { bytes[$0...].starts(with: part) }
    }

    @Test(
        .enabled(if: ProcessInfo.processInfo.environment["ANNEAL_CORPORA"] != nil, "ANNEAL_CORPORA is not set"))
    func `no secret of the corpus survives, wherever the text is cut`() throws {
        let root = try #require(ProcessInfo.processInfo.environment["ANNEAL_CORPORA"])
        let data = try Data(contentsOf: URL(filePath: root + "/redaction/cases.json"))
        let cases = try JSONDecoder().decode([Case].self, from: data)
        #expect(!cases.isEmpty)
        for item in cases {
            let text = item.text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
            let secrets = item.secrets.map { $0.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } }
            let whole = Self.redact([text], secrets)
            for cut in 0...text.count {
                #expect(
                    Self.redact([Array(text[..<cut]), Array(text[cut...])], secrets) == whole, "\(item.id) at \(cut)")
            }
            for secret in secrets where secret.count >= SecretPatterns.minimumLength {
                if SecretPatterns().add(secret) == .masked { #expect(!Self.contains(whole, secret), "\(item.id)") }
            }
        }
    }

    @Test(arguments: [UInt64](1...200))
    func `each run of covered bytes becomes one mask, however the stream is cut`(seed: UInt64) {
        var random = SplitMix(state: seed)
        func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(97 + random.next() % 2) } }
        let secrets = (0..<3).map { _ in bytes(4 + Int(random.next() % 8)) }
        let text = bytes(Int(random.next() % 200))

        // What is expected, the slow way. Letters alone have no other form but base64 and hex, which are not of a and b.
        var covered = [Bool](repeating: false, count: text.count)
        for secret in secrets {
            for start in text.indices where text[start...].starts(with: secret) {
                for index in start..<(start + secret.count) { covered[index] = true }
            }
        }
        var expected: [UInt8] = []
        for index in text.indices {
            if !covered[index] { expected.append(text[index]) }
            if covered[index] && (index == 0 || !covered[index - 1]) { expected += Redactor.replacement }
        }
        var chunks: [[UInt8]] = []
        var rest = text[...]
        while !rest.isEmpty {
            let count = min(rest.count, Int(random.next() % 7))
            chunks.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        #expect(Self.redact(chunks, secrets) == expected, "seed \(seed)")
        #expect(Self.redact([text], secrets) == expected, "seed \(seed)")
    }

    @Test func `a secret inside base64 is masked at each of the three alignments`() {
        let patterns = SecretPatterns()
        patterns.add("hunter2-password")
        for prefix in ["", "a", "ab"] {
            let encoded = Data((prefix + "hunter2-password!").utf8).base64EncodedString()
            #expect(patterns.redact(encoded).contains("***"), "behind \(prefix.count) bytes")
        }
    }

    @Test func `a secret of several lines is masked line by line`() {
        let patterns = SecretPatterns()
        patterns.add("first line\nsecond line\n-\n")
        #expect(patterns.redact("> second line\n> - item") == "> ***\n> - item")
    }

    @Test func `a secret too short to be masked is refused and said so`() {
        let patterns = SecretPatterns()
        #expect(patterns.add(" abc \n") == .tooShort)
        #expect(patterns.redact("abc") == "abc")
    }
}

private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
