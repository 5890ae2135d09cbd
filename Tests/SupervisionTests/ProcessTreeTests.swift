import Core
import Glibc
import JobProtocol
import Testing

struct ProcessTreeTests {
    @Test func `a daemon that ignores TERM and hides in a session of its own is gone after the job`() throws {
        let daemon = """
            trap '' TERM HUP
            echo $$ > "$1"
            read -r _ < "$2"
            """
        let job = try SupervisedJob([
            .run("printf '%s' '\(daemon.replacing("'", with: "'\\''"))' > daemon"),
            // Two forks, a session, no environment, none of our descriptors: nothing is left that would betray it.
            .run(
                """
                ( env -i setsid bash daemon "$TOLD" "$NEVER" < /dev/null > /dev/null 2>&1 & )
                read -r _ < "$ASKED"
                """)
        ])
        let supervisor = try job.start()
        let daemonProcess = try RunningProcess(try #require(pid_t(try job.told.line())))
        #expect(!daemonProcess.hasEnded)
        try job.asked.write("go on")
        let record = try job.finish(supervisor)
        #expect(daemonProcess.hasEnded)
        #expect(record.conclusion == .success)
    }

    @Test func `what runs in the background does not hold its step up, and is asked to end after the last one`() throws
    {
        let job = try SupervisedJob([
            .run(
                """
                ( trap 'echo asked to end; exit' TERM
                  echo up > "$ASKED"
                  read -r _ < "$NEVER" ) &
                echo $! > "$SCRATCH/pid"
                read -r _ < "$ASKED"
                """),
            .run(#"kill -0 "$(cat "$SCRATCH/pid")" && echo still there"#)
        ])
        let record = try job.run()
        #expect(record.conclusion == .success)
        #expect(try record.log() == "still there\nasked to end\n")
    }

    @Test func `a killed supervisor leaves the lock free, and no final fact`() throws {
        let job = try SupervisedJob([.run(#"echo up > "$TOLD"; read -r _ < "$NEVER""#)])
        let supervisor = try job.start()
        #expect(try job.told.line() == "up")
        #expect(try job.directory.isAlive())
        #expect(try job.directory.supervisorPID() == supervisor.pid)
        kill(supervisor.pid, SIGKILL)
        #expect(try supervisor.wait() == 128 + 9)
        #expect(try !job.directory.isAlive())
        var reader = JournalReader(job.directory)
        let facts = try reader.read()
        #expect(facts.count == 2)
        #expect(throws: JobProtocolError.self) { try JobLock(job.directory) }
    }
}
