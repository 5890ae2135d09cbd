import Foundation
import HTTPTypes
import Hummingbird
import JobProtocol

/// What the steps of an attempt wrote to `GITHUB_STEP_SUMMARY`, as they wrote it; empty when they wrote nothing.
struct SummaryAnswer {
    let directory: JobDirectory

    func response() -> Response {
        let text = (try? Data(contentsOf: URL(filePath: directory.summary))) ?? Data()
        return Response(
            status: .ok, headers: [.contentType: "text/markdown; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(bytes: text)))
    }
}
