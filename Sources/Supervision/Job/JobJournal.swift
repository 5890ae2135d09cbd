import Core
import JobProtocol

/// The journal, with the bounds a job's own words need.
final class JobJournal {
    private let writer: JournalWriter
    private var annotations = 0

    /// More would make the journal, and every page that lists them, as long as a log. The log has them all.
    private static let maximumAnnotations = 1000

    init(_ directory: JobDirectory) throws {
        writer = try JournalWriter(directory)
    }

    func append(_ what: JobFact.What) throws {
        try writer.append(what)
    }

    func annotate(_ annotation: Annotation) throws {
        annotations += 1
        if annotations <= Self.maximumAnnotations { try writer.append(.annotation(annotation)) }
        if annotations == Self.maximumAnnotations + 1 {
            try writer.append(
                .annotation(
                    Annotation(
                        level: .warning,
                        message: "more than \(Self.maximumAnnotations) annotations; the others are in the log alone",
                        step: annotation.step)))
        }
    }

    func synchronize() throws {
        try writer.synchronize()
    }
}
