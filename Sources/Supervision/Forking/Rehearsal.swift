import Core
import Glibc
import JobProtocol
import OrderedCollections

/// A job that does nothing, played once in a folder of its own, so that types, tables and memory are made before they are
/// needed: whoever forks from here finds them.
enum Rehearsal {
    /// A machine where it fails has slower first jobs, and those say what is wrong: so nothing is said here.
    static func play() {
        var template = Array("/tmp/anneal-rehearsal-XXXXXX".utf8CString)
        guard let name = mkdtemp(&template) else { return }
        let folder = String(cString: name)
        defer { try? FolderTree.remove(folder) }
        try? play(in: folder)
    }

    private static func play(in folder: String) throws {
        let directory = JobDirectory(folder + "/job")
        try plan(in: folder).write(to: directory, durable: false)
        var pipe: [Int32] = [-1, -1]
        guard Glibc.pipe(&pipe) == 0 else { return }
        let secrets = FileDescriptor(pipe[0])
        let words = Array(#"{"SECRET":"rehearsal"}"#.utf8)
        write(pipe[1], words, words.count)
        close(pipe[1])
        let journal = try JobJournal(directory)
        let setup = JobSetup(directory: directory, journal: journal, loop: try EventLoop(directory))
        let outcome = try setup.run(secretsFrom: secrets.number)
        try journal.append(
            .finished(
                conclusion: outcome.conclusion, outputs: outcome.outputs, reason: outcome.reason,
                exitCode: outcome.exitCode))
    }

    private static func plan(in folder: String) -> JobPlan {
        JobPlan(
            run: RunID(1), job: JobID(1), attempt: 1, name: "rehearsal",
            steps: [
                StepPlan(
                    id: "__1", work: .run(script: "echo ${{ matrix.a }}", shell: nil, workingDirectory: nil),
                    environment: [NamedText("A", "${{ env.B }}")]),
                StepPlan(
                    id: "__2", name: "${{ github.job }}", condition: "failure() && matrix.a == '1'",
                    work: .run(script: ":", shell: nil, workingDirectory: nil),
                    environment: [NamedText("A", "${{ env.B }}")])
            ],
            environment: [[NamedText("B", "${{ matrix.a }}")]],
            outputs: [JobOutput("a", "${{ steps.__1.outcome }}", at: "")],
            contexts: ["github": .object(["event": .object([:])]), "matrix": .object(["a": .number(1)])],
            defaults: RunDefaults(), timeout: 60, grace: 1,
            workspace: JobPlan.Workspace(
                path: folder + "/workspace", temporary: folder + "/temporary", toolCache: folder + "/tools",
                policy: .remove),
            source: nil, seed: 1, executable: "/bin/false")
    }
}
