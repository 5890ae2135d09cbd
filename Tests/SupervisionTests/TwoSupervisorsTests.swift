import Core
import FoundationEssentials
import JobProtocol
import Testing

struct TwoSupervisorsTests {
    /// Every file of a job directory.
    private static func picture(of directory: JobDirectory) throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: directory.path) {
            files[name] = try Data(contentsOf: URL(filePath: directory.path + "/" + name))
        }
        return files
    }

    private static func expectRefusal(in job: SupervisedJob, because reason: String) throws {
        let before = try picture(of: job.directory)
        let second = try job.start()
        #expect(try second.wait() == 1)
        #expect(second.complaint.contains(reason), "\(second.complaint)")
        #expect(try picture(of: job.directory) == before)
    }

    @Test func `a second supervisor is refused and leaves no trace, during the job and after it`() throws {
        let job = try SupervisedJob([.run(#"echo up > "$TOLD"; read -r line < "$ASKED"; echo "$line""#)])
        let first = try job.start()
        #expect(try job.told.line() == "up")
        try Self.expectRefusal(in: job, because: "another supervisor works in this directory")
        try job.asked.write("whole")
        let record = try job.finish(first)
        #expect(record.conclusion == .success)
        #expect(try record.log() == "whole\n")
        try Self.expectRefusal(in: job, because: "has run here before")
    }

    @Test func `a supervisor is refused while another one has not written anything yet`() throws {
        let job = try SupervisedJob([.run("echo never")])
        let lock = try JobLock(job.directory)
        try Self.expectRefusal(in: job, because: "another supervisor works in this directory")
        withExtendedLifetime(lock) {}
    }
}
