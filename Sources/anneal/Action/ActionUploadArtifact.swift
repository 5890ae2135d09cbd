import ArgumentParser
import Artifacts
import Core
import Foundation
import JobProtocol

/// `actions/upload-artifact`
struct ActionUploadArtifact: BuiltInCommand {
    static let configuration = CommandConfiguration(
        commandName: "upload-artifact", abstract: "What 'uses: actions/upload-artifact' runs.", shouldDisplay: false)

    @OptionGroup var phase: PhaseOptions

    func perform(_ job: JobProcess) async throws {
        let storage = try job.storage()
        let name = job.input("name").isEmpty ? "artifact" : job.input("name")
        try ArtifactName.check(name)
        let missing = try job.choice("if-no-files-found", ["warn", "error", "ignore"])
        let level = try job.number("compression-level", in: 0...9, default: 6)
        let days = try job.number("retention-days", in: 0...400, default: 0)
        let overwrites = try job.flag("overwrite", default: false)
        _ = try job.required("path")
        let files = try UploadFiles(
            try job.patterns("path"), includesHidden: try job.flag("include-hidden-files", default: false))
        guard files.count > 0 else {
            let message =
                "no files were found for the path: \(job.lines("path").joined(separator: ", ")); "
                + "no artifact is made (hidden files only come along with 'include-hidden-files: true')"
            switch missing {
            case "error": throw ActionFailure(message)
            case "warn": return job.warn(message)
            default: return job.say("No files, and 'if-no-files-found: ignore': no artifact is made.")
            }
        }
        // As on GitHub an upload may shorten what the server says, not lengthen it.
        let kept = days == 0 ? storage.artifactRetentionDays : min(days, storage.artifactRetentionDays)
        if days > kept { job.warn("'retention-days: \(days)' is more than this server keeps artifacts: \(kept)") }
        let record = try ArtifactStore(Storage(storage.path)).upload(
            files, name: name,
            owner: .init(
                repository: storage.repository, run: job.plan.run, runAttempt: storage.runAttempt, job: job.plan.job,
                jobAttempt: job.plan.attempt),
            level: level, overwrite: overwrites, retention: .seconds(kept * 86400), at: .now())
        try job.setOutput("artifact-id", "\(record.id)")
        try job.setOutput("artifact-digest", record.blob.digest)
        if let url = job.github("api_url") {
            try job.setOutput("artifact-url", "\(url)/runs/\(record.run)/artifacts/\(record.id)/archive")
        }
        job.say(
            "Uploaded the artifact '\(name)': \(record.files) file\(record.files == 1 ? "" : "s"), "
                + "\(record.size.bytes), \(record.blob.size.bytes) compressed (SHA-256 \(record.blob.digest)).")
    }
}
