import Foundation

/// Where our two executables are: side by side, wherever that is.
enum Executable {
    static let anneal: String =
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]

    static var supervisor: String { (anneal as NSString).deletingLastPathComponent + "/anneal-supervisor" }
}
