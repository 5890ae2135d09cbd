import ArgumentParser
import Artifacts
import Core
import Foundation
import JobProtocol

/// `actions/download-artifact`
struct ActionDownloadArtifact: BuiltInCommand {
    static let configuration = CommandConfiguration(
        commandName: "download-artifact", abstract: "What 'uses: actions/download-artifact' runs.",
        shouldDisplay: false)

    @OptionGroup var phase: PhaseOptions

    func perform(_ job: JobProcess) async throws {
        let storage = try job.storage()
        let store = ArtifactStore(Storage(storage.path))
        let name = job.input("name")
        let ids = try Self.ids(job.input("artifact-ids"))
        let merges = try job.flag("merge-multiple", default: false)
        guard name.isEmpty || ids.isEmpty else {
            throw ActionFailure("'name' and 'artifact-ids' exclude each other: give one of them")
        }
        let available = try store.all(of: try run(job)).filter { $0.repository == storage.repository }
        let chosen: [ArtifactRecord]
        if !name.isEmpty {
            chosen = available.filter { $0.name == name }
        } else if !ids.isEmpty {
            chosen = available.filter { ids.contains($0.id) }
            if let missing = ids.first(where: { id in !chosen.contains { $0.id == id } }) {
                throw ActionFailure("the run has no artifact with the id \(missing)")
            }
        } else {
            let pattern = Array(job.input("pattern").utf8)
            chosen = available.filter { pattern.isEmpty || NameGlob.matches(pattern[...], Array($0.name.utf8)[...]) }
        }
        guard !chosen.isEmpty || name.isEmpty else {
            let names = available.map { "'\($0.name)'" }
            throw ActionFailure(
                "the run has no artifact '\(name)'; "
                    + (names.isEmpty ? "it has none" : "it has \(names.joined(separator: ", "))"))
        }
        let folder = target(job)
        // One that is asked for by its name, and several that are merged, lie in the folder itself.
        let isFlat = !name.isEmpty || merges || (!ids.isEmpty && chosen.count == 1)
        for record in chosen {
            let place = isFlat ? folder : "\(folder)/\(record.name)"
            let files = try store.download(record, to: place)
            job.say(
                "Downloaded the artifact '\(record.name)' of run \(record.run) to \(place) "
                    + "(\(files) file\(files == 1 ? "" : "s")).")
        }
        if chosen.isEmpty { job.say("No artifacts fit; nothing was downloaded.") }
        try job.setOutput("download-path", folder)
    }

    /// Another run may be asked for; what it has of another repository is left out.
    private func run(_ job: JobProcess) throws -> RunID {
        let repository = job.input("repository")
        if !repository.isEmpty, repository.lowercased() != job.github("repository")?.lowercased() {
            throw ActionFailure(
                "artifacts of another repository ('\(repository)') can't be downloaded: remove 'repository'")
        }
        let text = job.input("run-id")
        if text.isEmpty { return job.plan.run }
        guard let run = RunID(text) else { throw ActionFailure("'run-id' has to be a run's number, not '\(text)'") }
        return run
    }

    private func target(_ job: JobProcess) -> String {
        let path = job.input("path")
        if path.isEmpty { return job.workspace }
        if path == "~" || path.hasPrefix("~/") { return job.home + path.dropFirst() }
        let full = path.hasPrefix("/") ? path : "\(job.workspace)/\(path)"
        return URL(fileURLWithPath: full).standardizedFileURL.path
    }

    private static func ids(_ text: String) throws(ActionFailure) -> [Int64] {
        var ids: [Int64] = []
        for part in text.split(whereSeparator: { $0 == "," || $0.isWhitespace }) {
            guard let id = Int64(part) else { throw ActionFailure("'artifact-ids' are numbers, and '\(part)' is none") }
            ids.append(id)
        }
        return ids
    }
}
