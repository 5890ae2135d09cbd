import Executors
import Foundation
import Testing

/// The executors that the suite is run against.
enum ExecutorKind: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case dummy, process

    var testDescription: String { rawValue }

    /// - Parameter patience: with a fork server that does not answer, in seconds.
    func executor(patience: Int = 30) throws -> any Executor {
        switch self {
        case .dummy: DummyExecutor()
        case .process: ProcessExecutor(supervisor: try Self.supervisor(), patience: patience)
        }
    }

    /// It is built into the folder that the tests' own executable lies in.
    private static func supervisor() throws -> String {
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return (own as NSString).deletingLastPathComponent + "/anneal-supervisor"
    }
}
