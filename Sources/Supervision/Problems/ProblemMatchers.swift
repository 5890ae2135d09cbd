import Core
import Expressions
import Glibc
import JobProtocol

/// The problem matchers of a job: what `::add-matcher::` named, for all output from then on.
final class ProblemMatchers {
    /// What a matcher found.
    struct Problem {
        var level: Annotation.Level
        var message: String
        var code: String?
        var file: String?
        var line: Int?
        var column: Int?
    }

    let workspace: String
    private(set) var all: [ProblemMatcher] = []
    /// Changes with the list, so that whoever is in the middle of one starts again.
    private(set) var version = 0

    private static let maximumMatchers = 100

    init(workspace: String) {
        self.workspace = workspace
    }

    /// - Parameter path: of the file, seen from the workspace.
    /// - Returns: which of its matchers can't be used, and why.
    func add(_ path: String) throws -> [String] {
        var complaints: [String] = []
        for value in try read(path) {
            do {
                let matcher = try ProblemMatcher(value)
                all.removeAll { $0.owner == matcher.owner }
                guard all.count < Self.maximumMatchers else {
                    throw SupervisionError(.commandFile, "more than \(Self.maximumMatchers) matchers in one job")
                }
                all.append(matcher)
                version += 1
            } catch let error as SupervisionError where error.code == .machine {
                complaints.append("\(error)")
            }
        }
        return complaints
    }

    /// By owner, or all that a file names.
    func remove(owner: String?, file: String, complain: (String) throws -> Void) throws {
        var owners: Set<String> = []
        if let owner, !owner.isEmpty {
            owners = [owner]
        } else if !file.isEmpty {
            do {
                owners = Set(try read(file).compactMap { $0["owner"]?.string })
            } catch {
                return try complain("`::remove-matcher::`: \(error)")
            }
        } else {
            return try complain("`::remove-matcher::` needs an owner: `::remove-matcher owner=NAME::`")
        }
        all.removeAll { owners.contains($0.owner) }
        version += 1
    }

    private func read(_ path: String) throws -> [Value] {
        let path = path.hasPrefix("/") ? path : workspace + "/" + path
        let file = FileDescriptor(open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC))
        guard file.number >= 0 else { throw SupervisionError.system("open the matcher file \(path)", .commandFile) }
        var bytes = [UInt8](repeating: 0, count: CommandFile.maximumBytes + 1)
        let count = Glibc.read(file.number, &bytes, bytes.count)
        guard count >= 0 else { throw SupervisionError.system("read the matcher file \(path)", .commandFile) }
        guard count <= CommandFile.maximumBytes else {
            throw SupervisionError(.commandFile, "the matcher file \(path) is longer than 1 MiB")
        }
        do {
            guard let matchers = try Value(json: Array(bytes[..<count]))["problemMatcher"]?.array else {
                throw SupervisionError(.commandFile, "the matcher file \(path) has no list `problemMatcher`")
            }
            return matchers
        } catch let error as SupervisionError {
            throw error
        } catch {
            throw SupervisionError(.commandFile, "the matcher file \(path) is not JSON: \(error)")
        }
    }
}
