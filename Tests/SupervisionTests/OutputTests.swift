import Core
import FoundationEssentials
import JobProtocol
import Testing

struct OutputTests {
    @Test func `secrets and masks are nowhere in what a job leaves`() throws {
        let secret = "hunter2-äö-token"
        let job = try SupervisedJob(
            [
                .run(
                    #"""
                    echo "token $TOKEN"
                    printf 'in two %s' "${TOKEN:0:9}"; printf '%s\n' "${TOKEN:9}"
                    printf '%s' "$TOKEN" | base64 -w0; echo
                    echo "::add-mask::made-up-here"
                    echo "::error title=made-up-here::$TOKEN"
                    echo "made-up-here" >> "$GITHUB_STEP_SUMMARY"
                    echo "leak=$TOKEN" >> "$GITHUB_OUTPUT"
                    """#, id: "leak", environment: [NamedText("TOKEN", "${{ secrets.TOKEN }}")]),
                .run("echo 'still made-up-here' # made-up-here")
            ],
            outputs: [
                JobOutput("leak", "${{ steps.leak.outputs.leak }}", at: "ci.yml, line 3"),
                JobOutput("fine", "yes", at: "ci.yml, line 4")
            ],
            secrets: #"{"TOKEN": "\#(secret)", "PIN": "12"}"#)
        let record = try job.run()
        #expect(record.conclusion == .success)
        let log = try record.log()
        #expect(log.hasPrefix("token ***\nin two ***\n***\n::error title=***::***\nstill ***\n"))
        #expect(record.outputs == ["fine": "yes"])
        #expect(record.annotations.contains { $0.level == .error && $0.message == "***" && $0.title == "***" })
        #expect(
            record.annotations.contains { $0.message == "the output `leak` is left out since it may contain a secret" })
        #expect(record.annotations.contains { $0.message.hasPrefix("the secret PIN is not masked") })
        for name in try FileManager.default.contentsOfDirectory(atPath: job.directory.path) {
            let text = String(
                decoding: try Data(contentsOf: URL(filePath: job.directory.path + "/" + name)), as: UTF8.self)
            #expect(!text.contains(secret), "\(name)")
            #expect(name == "plan.json" || !text.contains("made-up-here"), "\(name)")
        }
    }

    @Test func `secrets that are no object of texts are refused without being quoted`() throws {
        let record = try SupervisedJob([.run("echo never")], secrets: #"{"TOKEN": ["hunter2"]}"#).run()
        #expect(record.conclusion == .setupFailure)
        #expect(record.reason?.contains("not an object of texts") == true)
        #expect(record.reason?.contains("hunter2") == false)
    }

    @Test func `bytes that are no UTF-8 reach the log as they are`() throws {
        let job = try SupervisedJob(
            [.run(#"printf '\xff\xfe\x00:\x80\n:\xc3'; printf '\xa9\r\n\n  ::\xed\xa0\x80'"#)],
            secrets: #"{"TOKEN": "something"}"#)
        let record = try job.run()
        let expected: [UInt8] = [
            0xFF, 0xFE, 0x00, 0x3A, 0x80, 0x0A, 0x3A, 0xC3, 0xA9, 0x0D, 0x0A, 0x0A, 0x20, 0x20, 0x3A, 0x3A, 0xED, 0xA0,
            0x80
        ]
        #expect(try record.logBytes() == expected)
    }

    @Test func `50 MB of output are whole, and any line of them is found at once`() throws {
        let lines = 500_000
        let job = try SupervisedJob([
            .run("echo before"), .run("seq -f '%099.0f' 0 \(lines - 1)"), .run("echo after")
        ])
        let record = try job.run()
        #expect(record.conclusion == .success)
        let reader = try #require(try LogReader(job.directory))
        #expect(try reader.byteCount() == 7 + lines * 100 + 6)
        #expect(try reader.lineCount() == lines + 2)
        #expect(try reader.lineRange(ofStep: 1) == 1..<(lines + 1))
        #expect(try reader.byteRange(ofStep: 2) == (7 + lines * 100)..<(7 + lines * 100 + 6))
        for number in stride(from: 0, to: lines, by: 12_345) {
            let range = try reader.byteRange(ofLines: (number + 1)..<(number + 2))
            let digits = String(number)
            let expected = String(repeating: "0", count: 99 - digits.count) + digits + "\n"
            #expect(String(decoding: try reader.bytes(in: range), as: UTF8.self) == expected)
            #expect(try reader.step(ofLine: number + 1) == 1)
        }
        let index = try Data(contentsOf: URL(filePath: job.directory.logIndex)).count
        // A record of 32 bytes for each 256 lines or 100 ms.
        #expect(index >= lines / 256 * 32)
    }
}
