extension BuiltInAction {
    enum Input {
        case supported
        /// Only values that ask for nothing beyond what happens anyway, in lower case and without blanks.
        case onlyHarmless(Set<String>)
    }

    /// By name in lower case; nil where the action comes later and its inputs are not settled.
    var inputs: [String: Input]? {
        switch self {
        case .checkout: Self.checkoutInputs
        case .cache:
            Self.supported(["path", "key", "restore-keys", "lookup-only", "fail-on-cache-miss"]).merging(
                Self.cacheTuning
            ) { own, _ in own }
        case .restoreCache:
            Self.supported(["path", "key", "restore-keys", "lookup-only", "fail-on-cache-miss"]).merging(
                Self.cacheTuning
            ) { own, _ in own }
        case .saveCache: Self.supported(["path", "key"]).merging(Self.cacheTuning) { own, _ in own }
        case .uploadArtifact:
            Self.supported([
                "name", "path", "if-no-files-found", "retention-days", "compression-level", "overwrite",
                "include-hidden-files"
            ]).merging(["archive": .onlyHarmless(["true"])]) { own, _ in own }
        case .downloadArtifact:
            Self.supported([
                "name", "artifact-ids", "path", "pattern", "merge-multiple", "github-token", "repository", "run-id"
            ]).merging([
                "skip-decompress": .onlyHarmless(["false"]), "digest-mismatch": .onlyHarmless(["error"])
            ]) { own, _ in own }
        case .setupPython:
            Self.supported([
                "python-version", "python-version-file", "cache", "architecture", "check-latest", "token",
                "cache-dependency-path", "update-environment", "allow-prereleases", "pip-install"
            ]).merging([
                "freethreaded": .onlyHarmless(["false"]), "mirror": .onlyHarmless([""]),
                "mirror-token": .onlyHarmless([""]), "pip-version": .onlyHarmless([""])
            ]) { own, _ in own }
        case .setupUV:
            Self.supported([
                "version", "version-file", "python-version", "activate-environment", "venv-path", "working-directory",
                "enable-cache", "cache-dependency-glob", "restore-cache", "save-cache", "cache-suffix",
                "cache-local-path", "prune-cache", "ignore-nothing-to-cache", "ignore-empty-workdir", "github-token",
                "tool-dir", "tool-bin-dir", "add-problem-matchers", "cache-python", "resolution-strategy"
            ]).merging([
                "checksum": .onlyHarmless([""]), "server-url": .onlyHarmless([""]),
                "manifest-file": .onlyHarmless([""]), "quiet": .supported
            ]) { own, _ in own }
        case .dataset, .package, .deploy, .metrics, .model, .promote, .report: nil
        }
    }

    private static func supported(_ names: [String]) -> [String: Input] {
        Dictionary(uniqueKeysWithValues: names.map { ($0, .supported) })
    }

    /// How a cache travels over a network, and between systems: here it does neither.
    private static let cacheTuning: [String: Input] = [
        "upload-chunk-size": .supported, "enablecrossosarchive": .onlyHarmless(["true", "false"]),
        "save-always": .onlyHarmless(["false"])
    ]

    private static let checkoutInputs: [String: Input] = supported([
        "repository", "ref", "path", "clean", "fetch-depth", "fetch-tags", "persist-credentials", "show-progress",
        "set-safe-directory", "token", "submodules", "lfs", "sparse-checkout", "sparse-checkout-cone-mode",
        "github-server-url",
        // A partial clone leaves out what is fetched later, on demand: the files are the same.
        "filter"
    ]).merging([
        "ssh-key": .onlyHarmless([""]), "ssh-known-hosts": .onlyHarmless([""]),
        "ssh-strict": .onlyHarmless(["true", "false"]), "ssh-user": .onlyHarmless(["", "git"])
    ]) { own, _ in own }
}
