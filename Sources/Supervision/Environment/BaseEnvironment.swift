import Glibc

/// What a job sees of the machine's own environment: what programs need to run at all, and nothing that could hold
/// a credential of the engine. A list of what passes, since nobody can list what must not.
enum BaseEnvironment {
    private static let names: Set<String> = [
        "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "TZ", "TMPDIR", "PATH", "LD_LIBRARY_PATH",
        "SSL_CERT_FILE", "SSL_CERT_DIR", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy",
        "no_proxy", "CUDA_VISIBLE_DEVICES", "NVIDIA_VISIBLE_DEVICES", "XDG_RUNTIME_DIR"
    ]

    /// Locale categories, and what Slurm tells a job about its place.
    private static let prefixes = ["LC_", "SLURM_"]

    /// What a login shell starts with on Debian.
    private static let defaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

    static func read() -> [String: String] {
        var result = ["TERM": "dumb", "CI": "true", "ANNEAL": "true", "GITHUB_ACTIONS": "true"]
        var entry = environ
        while let variable = entry.pointee {
            entry += 1
            guard let (name, value) = String(cString: variable)[...].cut(at: "=") else { continue }
            if names.contains(String(name)) || prefixes.contains(where: { name.hasPrefix($0) }) {
                result[String(name)] = String(value)
            }
        }
        if result["PATH", default: ""].isEmpty { result["PATH"] = defaultPath }
        return result
    }
}
