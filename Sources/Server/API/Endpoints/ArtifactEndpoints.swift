import Artifacts
import Core
import Engine
import Foundation
import HTTPTypes
import Hummingbird
import Store

struct ArtifactEndpoints: Sendable {
    let engine: Engine

    private static let run = Endpoint.Parameter(
        name: "id", place: .path, type: "integer", description: "The run's id.")
    private static let artifact = Endpoint.Parameter(
        name: "artifact", place: .path, type: "integer", description: "The artifact's id.")

    /// Bytes that are read at once.
    private static let pieceSize = 256 << 10

    var all: [Endpoint] {
        [
            Endpoint(
                method: .get, path: API.root + "/runs/{id}/artifacts", name: "listArtifacts",
                summary: "What the run's jobs uploaded and has not expired, the oldest first.", parameters: [Self.run],
                answer: .page(schema: "Artifact"), jobs: .actions(.read, .run)
            ) { _, context in
                let run = try await run(context)
                let records = try ArtifactStore(engine.storage).all(of: run, unexpiredAt: .now())
                return try .json(ListPage(items: records.map(ArtifactView.init), next: nil))
            },
            Endpoint(
                method: .get, path: API.root + "/runs/{id}/artifacts/{artifact}/archive", name: "downloadArtifact",
                summary: "The artifact's files, as a gzip-compressed tar archive.",
                parameters: [Self.run, Self.artifact], answer: .text(contentType: Self.archive),
                jobs: .actions(.read, .run)
            ) { _, context in
                try await download(context)
            }
        ]
    }

    private static let archive = "application/gzip"

    private func run(_ context: BasicRequestContext) async throws -> RunID {
        let id: RunID = try context.id("id")
        guard try await engine.store.read({ try $0.run(id) }) != nil else { throw Problem(.notFound, "no run \(id)") }
        return id
    }

    private func download(_ context: BasicRequestContext) async throws -> Response {
        let run = try await run(context)
        guard let id = Int64(try context.text("artifact")),
            let record = try ArtifactStore(engine.storage).artifact(id, of: run), record.expiresAt > .now()
        else { throw Problem(.notFound, "run \(run) has no such artifact, or no longer") }
        let file: FileHandle
        do {
            file = FileHandle(
                fileDescriptor: try ArtifactStore(engine.storage).open(record), closeOnDealloc: true)
        } catch let error as ArtifactsError {
            throw Problem(error.code == .notFound ? .notFound : .internalServerError, error.message)
        }
        // The name is checked when it is uploaded: no quotes, no line ends. What is not ASCII goes as UTF-8.
        let name = record.name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "artifact"
        return Response(
            status: .ok,
            headers: [
                .contentType: Self.archive, .contentDisposition: "attachment; filename*=UTF-8''\(name).tar.gz"
            ],
            body: .init(contentLength: Int(record.blob.size)) { writer in
                while let piece = try file.read(upToCount: Self.pieceSize), !piece.isEmpty {
                    try await writer.write(ByteBuffer(bytes: piece))
                }
                try await writer.finish(nil)
            })
    }
}
