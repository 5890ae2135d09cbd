import Glibc

/// What jobs and watchers need of this machine.
struct MachineChecks {
    var context: CommandContext
    /// The kernel's settings; a test brings a folder of its own.
    var settings = "/proc/sys"

    func findings() -> [Checkup] {
        [
            tool("bash", without: "steps run in it"), tool("git", without: "most workflows call it"),
            tool("python3", without: "steps with 'shell: python' need it"),
            limit("fs/inotify/max_user_instances", atLeast: 64), limit("fs/inotify/max_user_watches", atLeast: 8192),
            supervisor()
        ].compactMap(\.self)
    }

    private func tool(_ name: String, without loss: String) -> Checkup {
        let folders = (context.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
        let found = folders.map { folder -> String in "\(folder)/\(name)" }.first { path in access(path, X_OK) == 0 }
        if let found { return .ok(name, found) }
        let advice = "\(loss); apt-get install \(name)"
        return name == "bash" ? .fail(name, "not in PATH", advice) : .warn(name, "not in PATH", advice)
    }

    /// The watchers need one instance and a watch for each repository and running job.
    private func limit(_ name: String, atLeast minimum: Int) -> Checkup? {
        let key = name.replacing("/", with: ".")
        guard let bytes = try? SmallFile.read("\(settings)/\(name)", maximum: 64),
            let value = Int(String(decoding: bytes, as: UTF8.self).filter(\.isNumber))
        else { return nil }
        guard value < minimum else { return .ok(key, "\(value)") }
        return .warn(key, "\(value) is little", "sysctl -w \(key)=\(minimum)")
    }

    private func supervisor() -> Checkup {
        let path = context.executableDirectory + "/anneal-supervisor"
        guard access(path, X_OK) == 0 else {
            let advice = "jobs can't start on this machine; install both executables into one folder"
            return .fail("supervisor", "\(path) is not there", advice)
        }
        return .ok("supervisor", path)
    }
}
