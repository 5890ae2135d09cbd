import Core
import FoundationEssentials
import JobProtocol
import Testing

@testable import Supervision

struct ProblemMatcherTests {
    @Test func `a matcher finds problems in the output from then on, until it is removed`() throws {
        let job = try SupervisedJob([
            .run(
                #"""
                cat > m.json <<'E'
                {"problemMatcher": [
                  {"owner": "cc", "severity": "warning", "pattern": [
                    {"regexp": "^(.+?):(\\d+):(\\d+): (?:fatal )?(error|note): (.*?)(?: \\[(-W[\\w-]+)\\])?$",
                     "file": 1, "line": 2, "column": 3, "severity": 4, "message": 5, "code": 6}]},
                  {"owner": "lint", "pattern": [
                    {"regexp": "^([^\\s].*)$", "file": 1},
                    {"regexp": "^\\s+(\\d+):(\\d+)\\s+(error|warning|off)\\s+(.*)$", "line": 1, "column": 2, "severity": 3, "message": 4,
                     "loop": true}]},
                  {"owner": "odd", "pattern": [{"regexp": "(?<=x)y", "message": 1}]}
                ]}
                E
                echo 'a.c:1:2: error: too early'
                echo '::add-matcher::m.json'
                """#),
            .run(
                #"""
                printf '%s\n' "$PWD/src/a.c:3:14: fatal error: no such "; printf 'a.c:5:6: error: bad \033[31mred\033[0m thing [-Wall-x]\r\n'
                printf 'b.js\n  1:2  error  first\n  3:4  warning  second\n\n  5:6  off  third\nelse\n'
                printf '%05000d:1:1: error: long\n' 1
                echo '::remove-matcher owner=cc::'; echo 'a.c:1:2: error: too late'; printf 'c.js\n 7:8 error last'
                """#)
        ])
        let record = try job.run()
        #expect(record.conclusion == .success, "\(record.reason ?? "")")
        let found = record.annotations.filter { $0.step == 1 }
        #expect(
            found == [
                Annotation(level: .error, message: "no such ", file: "src/a.c", line: 3, column: 14, step: 1),
                Annotation(
                    level: .error, message: "bad red thing", title: "-Wall-x", file: "a.c", line: 5, column: 6, step: 1),
                Annotation(level: .error, message: "first", file: "b.js", line: 1, column: 2, step: 1),
                Annotation(level: .warning, message: "second", file: "b.js", line: 3, column: 4, step: 1),
                Annotation(level: .error, message: "last", file: "c.js", line: 7, column: 8, step: 1)
            ])
        #expect(record.annotations.filter { $0.step == 0 }.map(\.level) == [.warning])
        #expect(record.annotations.first?.message.contains("a look behind") == true)
    }

    @Test func `a matcher file that is none fails the step`() throws {
        let job = try SupervisedJob([
            .run("echo '::add-matcher::missing.json'", continueOnError: "true"),
            .run("echo '{' > m.json; echo '::add-matcher::m.json'", continueOnError: "true"),
            .run("echo '::remove-matcher::'", continueOnError: "true")
        ])
        let record = try job.run()
        #expect(record.steps[0]?.reason?.contains("No such file") == true)
        #expect(record.steps[1]?.reason?.contains("is not JSON") == true)
        #expect(record.steps[2]?.reason?.contains("needs an owner") == true)
    }

    @Test(arguments: [
        ("a(b|c)*d", "xabcbdx", "abcbd,b"), ("(a+)+$", "aaa", "aaa,aaa"), ("^x", "yx", nil),
        ("(\\w+) \\1", "no the the", "the the,the"),
        ("a{2,3}?", "aaaa", "aa"), ("a{2,3}", "aaaa", "aaa"), ("[^a-c]+", "abcxyz", "xyz"),
        ("\\bend\\b", "bend end", "end"),
        ("(?=.*2)a(?!b).", "ab ac2", "ac"), ("[\\]\\d-]+", "x]1-", "]1-"), ("(?<name>é+)", "éé", "éé,éé"),
        ("", "abc", ""),
        ("a|", "b", ""), ("{x}", "{x}", "{x}"), ("(a|ab)(c|bcd)(d*)", "abcd", "abcd,a,bcd,")
    ])
    func `patterns match as in JavaScript`(pattern: String, line: String, expected: String?) throws {
        let bytes = Array(line.utf8)
        let found = try LinePattern(pattern).match(bytes)?.map {
            $0.map { String(decoding: bytes[$0], as: UTF8.self) } ?? "-"
        }
        #expect(found?.joined(separator: ",") == expected)
    }

    @Test(.timeLimit(.minutes(1)), arguments: ["^(a+)+$", "(a*)*(a*)*(a*)*c", "(?:a|aa)+$"])
    func `a pattern that would take for ever is no match`(pattern: String) throws {
        let line = Array(String(repeating: "a", count: 4000).utf8) + [0x62]
        #expect(try LinePattern(pattern).match(line) == nil)
    }

    @Test(arguments: [
        "(", ")", "a**", "[a", "a{5,2}", "\\", "[z-a]", "(?<=a)", "\\p", "a{99999}", String(repeating: "(", count: 100)
    ])
    func `a pattern that is none is refused`(pattern: String) {
        #expect(throws: SupervisionError.self) { try LinePattern(pattern) }
    }
}
