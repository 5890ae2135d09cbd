import Core
import FoundationEssentials
import JobProtocol
import Testing

struct CommandFileTests {
    @Test func `outputs, environment, path and summary reach the steps after`() throws {
        let job = try SupervisedJob(
            [
                .run(
                    #"""
                    echo "one=1=uno" >> "$GITHUB_OUTPUT"
                    printf '%s\n' 'many<<END' 'first' '' 'a=b<<c' 'END' 'one=2' 'none<<X' 'X' >> "$GITHUB_OUTPUT"
                    printf 'COLOUR=blue\r\nSHAPE<<EOF\nround\nsquare\nEOF\n' >> "$GITHUB_ENV"
                    mkdir -p "$RUNNER_TEMP/bin"
                    printf '#!/bin/sh\necho tool\n' > "$RUNNER_TEMP/bin/my-tool"
                    chmod +x "$RUNNER_TEMP/bin/my-tool"
                    echo "$RUNNER_TEMP/bin" >> "$GITHUB_PATH"
                    printf '# Title' >> "$GITHUB_STEP_SUMMARY"
                    test -z "${COLOUR-}"
                    """#, id: "make"),
                .run(
                    #"""
                    my-tool
                    echo "$COLOUR $SHAPE ${{ env.COLOUR }}"
                    echo "${{ steps.make.outputs.many }}|${{ steps.make.outputs.one }}|${{ steps.make.outputs.none }}|"
                    echo "more" >> "$GITHUB_STEP_SUMMARY"
                    test ! -s "$GITHUB_OUTPUT"
                    """#)
            ],
            outputs: [
                JobOutput("result", "${{ steps.make.outputs.one }}!", at: "ci.yml, line 3"),
                JobOutput("none", "${{ steps.no.outputs.x }}", at: "ci.yml, line 4")
            ])
        let record = try job.run()
        #expect(record.conclusion == .success, "\(record.reason ?? "")")
        #expect(try record.log() == "tool\nblue round\nsquare blue\nfirst\n\na=b<<c|2||\n")
        #expect(record.outputs == ["result": "2!", "none": ""])
        #expect(try String(contentsOfFile: job.directory.summary, encoding: .utf8) == "# Title\nmore\n")
    }

    @Test func `a malformed file fails its step and says file, line and why`() throws {
        let cases = [
            (
                #"printf 'a=1\nnonsense\n' >> "$GITHUB_OUTPUT""#,
                "line 2 of the file $GITHUB_OUTPUT: `nonsense` is neither"
            ),
            (#"printf 'a<<E\nb\n' >> "$GITHUB_ENV""#, "line 1 of the file $GITHUB_ENV: the value of `a` never ends"),
            (#"echo 'a<<' >> "$GITHUB_OUTPUT""#, "`a<<` lacks the delimiter"),
            (#"echo '=1' >> "$GITHUB_STATE""#, "line 1 of the file $GITHUB_STATE: a value without a name"),
            (#"echo 'NODE_OPTIONS=-r x' >> "$GITHUB_ENV""#, "`NODE_OPTIONS` can't be set through $GITHUB_ENV"),
            (#"echo 'GITHUB_SHA=0' >> "$GITHUB_ENV""#, "`GITHUB_SHA` is set by the engine"),
            (#"ln -sf /etc/passwd "$GITHUB_OUTPUT""#, "$GITHUB_OUTPUT was replaced by something that is no file")
        ]
        let job = try SupervisedJob(cases.map { .run($0.0, continueOnError: "true") })
        let record = try job.run()
        for (index, item) in cases.enumerated() {
            #expect(record.steps[index]?.outcome == .failure, "\(item.0)")
            #expect(record.steps[index]?.reason?.contains(item.1) == true, "\(record.steps[index]?.reason ?? "")")
            #expect(record.steps[index]?.exitCode == 0)
        }
    }

    @Test func `a summary that is too large is left out, and the step goes on`() throws {
        let job = try SupervisedJob([
            .run(#"head -c 1048577 /dev/zero > "$GITHUB_STEP_SUMMARY"; echo x=1 >> "$GITHUB_OUTPUT""#, id: "big"),
            .run(#"echo "x is ${{ steps.big.outputs.x }}"; echo small > "$GITHUB_STEP_SUMMARY""#)
        ])
        let record = try job.run()
        #expect(record.conclusion == .success, "\(record.reason ?? "")")
        #expect(try record.log(ofStep: 1) == "x is 1\n")
        #expect(try String(contentsOfFile: job.directory.summary, encoding: .utf8) == "small\n")
        let annotation = try #require(record.annotations.first)
        #expect(annotation.level == .error && annotation.step == 0)
        #expect(annotation.message.contains("has 1048577 bytes; 1048576 are allowed; the summary is left out"))
    }

    @Test func `command files lie in memory, for their owner alone, and are gone with the job`() throws {
        let job = try SupervisedJob([
            .run(#"dirname "$GITHUB_OUTPUT"; stat -c %a "$(dirname "$GITHUB_OUTPUT")"; test -s "$GITHUB_EVENT_PATH""#)
        ])
        let record = try job.run()
        let folder = try #require(job.directory.memoryFolder)
        #expect(try record.log() == "\(folder)\n700\n")
        #expect(!FileManager.default.fileExists(atPath: folder))
    }

    @Test func `what a dead supervisor left in memory is not found by the next`() throws {
        let job = try SupervisedJob([.run(#"ls "$(dirname "$GITHUB_OUTPUT")" | grep -c left"#, continueOnError: "true")]
        )
        let folder = try #require(job.directory.memoryFolder)
        try FileManager.default.createDirectory(
            atPath: folder + "/left", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder)
        #expect(try job.run().log() == "0\n")
        #expect(!FileManager.default.fileExists(atPath: folder))
    }

    @Test func `a folder in memory that others can enter is not used`() throws {
        let job = try SupervisedJob([.run(#"dirname "$GITHUB_OUTPUT""#)])
        let folder = try #require(job.directory.memoryFolder)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(try job.run().log() == "\(job.scratch.path)/temporary/_anneal\n")
    }

    @Test func `commands on the output become annotations, outputs and failures`() throws {
        let job = try SupervisedJob([
            .run(
                """
                echo '::error file=a.py,line=3,endLine=4,col=5,title=Bad%3A::100%25 wrong%0Areally'
                echo '  ::warning::careful'
                echo '::set-output name=old::value'
                echo '::stop-commands::pause-4711'
                echo '::error::not a command now'
                echo '::pause-4711::'
                echo 'text ::error::not at the start'
                printf '::notice::without its end'
                """, id: "say"),
            .run("echo '${{ steps.say.outputs.old }}'"), .run("echo '::set-env name=A::1'", continueOnError: "true")
        ])
        let record = try job.run()
        #expect(
            record.annotations.first
                == Annotation(
                    level: .error, message: "100% wrong\nreally", title: "Bad:", file: "a.py", line: 3, endLine: 4,
                    column: 5, step: 0))
        #expect(record.annotations.map(\.level) == [.error, .warning, .warning, .notice, .error])
        #expect(record.annotations[3].message == "without its end")
        #expect(record.steps[0]?.conclusion == .success)
        #expect(record.steps[2]?.reason?.contains("write to the file $GITHUB_ENV instead") == true)
        #expect(try record.log().contains("::notice::without its end\nvalue\n"))
    }

    @Test func `commands for the engine are seen when they are asked for, and debugging where it is on`() throws {
        let step = StepPlan.run(
            """
            echo '::debug::inner'; echo '::set-output name=a::1'; echo '::echo::on'; echo '::add-matcher::x.json'
            echo '::echo::off'; echo '::add-mask::something'; echo '::group::g'; echo '::endgroup::'; echo "[${RUNNER_DEBUG-}]"
            """)
        let quiet = try SupervisedJob([step]).run()
        #expect(try quiet.log() == "::echo::on\n::add-matcher::x.json\n::echo::off\n::group::g\n::endgroup::\n[]\n")
        let loud = try SupervisedJob([step], contexts: ["vars": ["ACTIONS_STEP_DEBUG": "true"]]).run()
        #expect(try loud.log().hasPrefix("::debug::inner\n::set-output name=a::1\n"))
        #expect(try loud.log().hasSuffix("[1]\n"))
    }

    @Test func `names that only look like the engine's are free`() throws {
        let job = try SupervisedJob([
            .run(#"echo GITHUB_PAT=1 >> "$GITHUB_ENV""#, environment: [NamedText("RUNNER_MINE", "2")]),
            .run(#"echo "$GITHUB_PAT [$GITHUB_HEAD_REF] $RUNNER_OS $RUNNER_ENVIRONMENT $GITHUB_ACTION""#)
        ])
        let record = try job.run()
        #expect(record.conclusion == .success)
        #expect(record.annotations.isEmpty)
        #expect(try record.log() == "1 [] Linux self-hosted __run_2\n")
    }
}
