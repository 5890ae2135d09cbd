/// What tools for this machine are called.
enum Machine {
    #if arch(arm64)
        static let architecture = "arm64"
    #else
        static let architecture = "x64"
    #endif

    static let system = "Linux-\(architecture)"

    /// - Throws: for an architecture that this machine has not.
    static func check(architecture wanted: String) throws(ActionFailure) {
        let names = architecture == "x64" ? ["x64", "x86_64", "amd64"] : ["arm64", "aarch64"]
        guard wanted.isEmpty || names.contains(wanted.lowercased()) else {
            throw ActionFailure("the architecture '\(wanted)' can't be had: this machine is \(architecture)")
        }
    }
}
