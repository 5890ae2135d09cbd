import Glibc
import JobProtocol

/// `summary.md`: what the steps wrote to GITHUB_STEP_SUMMARY, one after the other, redacted.
struct SummaryFile {
    let directory: JobDirectory

    func append(_ text: String) throws {
        let file = FileDescriptor(
            open(directory.summary, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o644))
        guard file.number >= 0 else { throw SupervisionError.system("open summary.md") }
        var rest = Array((text.hasSuffix("\n") ? text : text + "\n").utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(file.number, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw SupervisionError.system("write summary.md") }
            rest = rest.dropFirst(count)
        }
    }
}
