import Glibc

/// What went wrong while a job was set up or watched: our failure, not the command's.
struct SupervisionError: Error, Hashable, Sendable, CustomStringConvertible {
    enum Code: String, Hashable, Sendable {
        /// A system call failed.
        case system
        /// The secrets on standard input are not what they should be.
        case secrets
        /// The workspace or the temporary folder can't be made, emptied or removed.
        case workspace
        /// A command file or a command on the output is malformed or too big.
        case commandFile
        /// A step can't be started as it is written.
        case step
        /// This machine, or this executor, lacks what a step needs.
        case machine
    }

    var code: Code
    var message: String
    var cause: (any Error & Sendable)?

    init(_ code: Code, _ message: String, cause: (any Error & Sendable)? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }

    /// For use right after the failed call.
    static func system(_ action: String, _ code: Code = .system, error: Int32 = errno) -> SupervisionError {
        SupervisionError(code, "can't \(action): \(String(cString: strerror(error)))")
    }

    /// - Parameters:
    ///   - reference: of the action.
    ///   - place: where that is written.
    static func noContainers(_ reference: String, at place: String?) -> SupervisionError {
        SupervisionError(
            .machine,
            "the action `\(reference)`\(place.map { " (\($0))" } ?? "") runs in a container: it needs the container executor, "
                + "which this version does not have; run the container from a `run:` step")
    }

    var description: String { cause.map { "\(message): \($0)" } ?? message }

    static func == (left: Self, right: Self) -> Bool {
        left.code == right.code && left.description == right.description
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(code)
        hasher.combine(description)
    }
}
