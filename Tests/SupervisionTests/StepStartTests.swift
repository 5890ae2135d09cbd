import Core
import FoundationEssentials
import Glibc
import JobProtocol
import Testing

struct StepStartTests {
    @Test func `a step starts in its working-directory`() throws {
        let job = try SupervisedJob(
            [
                .run(#"pwd; mkdir -p sub/deep"#, workingDirectory: "${{ github.workspace }}"),
                .run("pwd"), .run("pwd", workingDirectory: "sub/${{ 'deep' }}"), .run("pwd", workingDirectory: "/"),
                .run("echo never", workingDirectory: "missing")
            ], defaults: RunDefaults(workingDirectory: "sub"))
        let record = try job.run()
        let workspace = job.scratch.path + "/workspace"
        #expect(try record.log() == "\(workspace)\n\(workspace)/sub\n\(workspace)/sub/deep\n/\n")
        #expect(record.steps[4]?.reason?.hasPrefix("the working-directory `missing` is not there") == true)
    }

    @Test func `shells are those of GitHub, or a command of the workflow's own`() throws {
        let job = try SupervisedJob([
            .run("import os, sys\nprint(1 + 1, os.environ['ANNEAL_SEED'])\nsys.exit(0)", shell: "python"),
            .run("false | true\necho never", shell: "bash", continueOnError: "true"),
            .run("false | true\necho ${BASH_VERSION:+bash}", continueOnError: "true"),
            .run("s/a/b/", shell: "sh -c 'echo banana | sed -f \"$0\"' {0}"),
            .run("echo never", shell: "fish", continueOnError: "true"),
            .run("echo never", shell: "no-such-shell {0}", continueOnError: "true")
        ])
        let record = try job.run()
        #expect(record.conclusion == .success, "\(record.reason ?? "")")
        #expect(try record.log() == "2 7\nbash\nbbnana\n")
        #expect(record.steps[1]?.exitCode == 1)
        #expect(record.steps[4]?.reason?.contains("the shell `fish` is not known") == true)
        #expect(record.steps[5]?.reason?.contains("the shell `no-such-shell` is not installed here") == true)
    }

    @Test func `pwsh stops at an error and ends with the code of the last program, as on GitHub`() throws {
        let tools = try Scratch()
        _ = try tools.addProgram(
            "pwsh", "#!/bin/sh\nprintf '%s|' \"$@\"; echo\nfile=${2#\". '\"}; cat \"${file%\\'}\"\n")
        let path = NamedText("PATH", tools.path + ":/usr/bin:/bin")
        let job = try SupervisedJob(
            [
                .run("Write-Output ${{ 2 == 2 }}", shell: "pwsh", environment: [path]),
                .run("never", if: "always()", shell: "pwsh")
            ])
        let record = try job.run()
        #expect(record.steps[0]?.outcome == .success, "\(record.steps[0]?.reason ?? "")")
        let lines = try record.log(ofStep: 0).split(separator: "\n")
        #expect(lines.first?.hasPrefix("-command|. '") == true && lines.first?.hasSuffix(".ps1'|") == true)
        #expect(
            lines.dropFirst() == [
                "$ErrorActionPreference = 'stop'", "Write-Output true",
                #"if ((Test-Path -LiteralPath variable:\LASTEXITCODE)) { exit $LASTEXITCODE }"#
            ])
        #expect(record.steps[1]?.reason?.contains("the shell `pwsh` is not installed here") == true)
    }

    @Test func `variables come from an object, and their names from expressions`() throws {
        let step = StepPlan(
            id: "s", work: .run(script: "echo $A-$B-$C_X-$D", shell: nil, workingDirectory: nil),
            environment: [
                NamedText("A", "first"), NamedText("${{ insert }}", #"${{ fromJSON('{"A": 1, "B": true}') }}"#),
                NamedText("C_${{ inputs.name }}", "computed"), NamedText("D", "${{ env.OUTER }}")
            ])
        let job = try SupervisedJob(
            [
                step,
                StepPlan(
                    id: "t", work: .run(script: "echo never", shell: nil, workingDirectory: nil),
                    environment: [NamedText("${{ insert }}", "${{ 'text' }}")])
            ],
            environment: [NamedText("${{insert}}", #"${{ fromJSON('{"OUTER": "o"}') }}"#)],
            contexts: ["inputs": ["name": "X"]])
        let record = try job.run()
        #expect(try record.log() == "1-true-computed-o\n")
        #expect(record.steps[1]?.reason?.contains("is no object") == true, "\(record.steps[1]?.reason ?? "")")
    }

    @Test func `a step sees its layers of environment, and none of the engine's own`() throws {
        setenv("ANNEAL_TEST_CREDENTIAL", "leaked", 1)
        let job = try SupervisedJob(
            [
                .run(
                    #"""
                    echo "$A $B $GITHUB_ACTIONS $GITHUB_REF ${ANNEAL_TEST_CREDENTIAL-none}"
                    cat "$GITHUB_EVENT_PATH" | tr -d ' \n'; echo
                    cat; ls /proc/$$/fd > descriptors; tr '\n' ' ' < descriptors
                    """#, environment: [NamedText("B", "${{ env.A }}-step"), NamedText("GITHUB_REF", "forged")])
            ], environment: [NamedText("A", "job"), NamedText("B", "job")],
            contexts: ["github": ["ref": "refs/heads/main", "event": ["x": [1]]]])
        let record = try job.run()
        // 255 is the script that bash reads.
        let lines = try record.log().split(separator: "\n")
        #expect(lines.dropFirst() == ["job job-step true refs/heads/main none", "{\"x\":[1]}", "0 1 2 255 "])
        #expect(record.annotations.map(\.level) == [.warning])
        #expect(lines.first == "::warning::\(record.annotations.first?.message ?? "")")
    }

    @Test func `the workspace begins empty and is removed, even when it can hardly be`() throws {
        let job = try SupervisedJob([
            .run(
                #"""
                test -z "$(ls -A)"
                mkdir -p a/b "$SCRATCH/kept"; touch a/b/c "$SCRATCH/kept/file"; ln -s "$SCRATCH/kept" link; chmod 500 a a/b
                """#)
        ])
        let workspace = job.scratch.path + "/workspace"
        try FileManager.default.createDirectory(atPath: workspace + "/old", withIntermediateDirectories: true)
        let record = try job.run()
        #expect(record.conclusion == .success)
        #expect(record.reason == nil)
        #expect(!FileManager.default.fileExists(atPath: workspace))
        #expect(!FileManager.default.fileExists(atPath: job.scratch.path + "/temporary"))
        #expect(FileManager.default.fileExists(atPath: job.scratch.path + "/kept/file"))
    }
}
