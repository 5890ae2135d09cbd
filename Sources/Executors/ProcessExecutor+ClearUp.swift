import Foundation
import Glibc
public import JobProtocol

extension ProcessExecutor {
    /// Passes over `/proc` until one finds nothing: a process that is being killed may have started another meanwhile.
    private static let maximumPasses = 50

    public func clearUp(_ directory: JobDirectory, workspace: String) async {
        defer {
            if (try? directory.isAlive()) == false, let folder = directory.memoryFolder {
                try? FileManager.default.removeItem(atPath: folder)
            }
        }
        let mark = Data("=\(workspace)/".utf8)
        for _ in 0..<Self.maximumPasses {
            let left = Self.processes(with: mark)
            guard !left.isEmpty else { return }
            for process in left { kill(process, SIGKILL) }
            await Task.yield()
        }
    }

    private static func processes(with mark: Data) -> [pid_t] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { name in
            guard let process = pid_t(name), process != getpid(),
                let environment = try? Data(contentsOf: URL(fileURLWithPath: "/proc/\(name)/environ")),
                environment.range(of: mark) != nil
            else { return nil }
            return process
        }
    }
}
