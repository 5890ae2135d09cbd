extension BuiltInAction {
    enum Input {
        case supported
        case required
        /// Only values that ask for nothing beyond what happens anyway, in lower case and without blanks.
        case onlyHarmless(Set<String>)

        var isRequired: Bool {
            if case .required = self { return true }
            return false
        }
    }

    /// By name as it is documented. Those of announced actions are not known yet.
    var inputs: [String: Input] {
        switch self {
        case .checkout: Self.checkoutInputs
        case .cache: Self.cacheInputs
        case .restoreCache: Self.restoreInputs
        case .saveCache: Self.saveInputs
        case .uploadArtifact: Self.uploadInputs
        case .downloadArtifact: Self.downloadInputs
        case .setupPython: Self.pythonInputs
        case .setupUV: Self.uvInputs
        case .dataset, .package, .deploy, .metrics, .model, .promote, .report: [:]
        }
    }

    /// Names of inputs are compared without case.
    func input(_ name: String) -> Input? {
        let key = name.lowercased()
        return inputs.first { $0.key.lowercased() == key }?.value
    }

    private static let checkoutInputs: [String: Input] = [
        "ref": .supported, "path": .supported, "clean": .supported, "fetch-depth": .supported,
        "fetch-tags": .supported, "persist-credentials": .supported, "show-progress": .supported,
        "set-safe-directory": .supported, "repository": .supported, "token": .supported, "submodules": .supported,
        "lfs": .supported, "filter": .supported,
        "sparse-checkout": .supported, "sparse-checkout-cone-mode": .supported, "github-server-url": .supported,
        "ssh-key": .onlyHarmless([""]),
        "ssh-known-hosts": .onlyHarmless([""]),
        "ssh-strict": .onlyHarmless(["true", "false"]),
        "ssh-user": .onlyHarmless(["", "git"])
    ]

    private static let cacheInputs: [String: Input] = [
        "path": .required, "key": .required, "restore-keys": .supported, "upload-chunk-size": .supported,
        "enableCrossOsArchive": .supported, "fail-on-cache-miss": .supported, "lookup-only": .supported,
        "save-always": .onlyHarmless(["false"])
    ]

    private static let restoreInputs: [String: Input] = [
        "path": .required, "key": .required, "restore-keys": .supported, "enableCrossOsArchive": .supported,
        "fail-on-cache-miss": .supported, "lookup-only": .supported
    ]

    private static let saveInputs: [String: Input] = [
        "path": .required, "key": .required, "upload-chunk-size": .supported, "enableCrossOsArchive": .supported
    ]

    private static let uploadInputs: [String: Input] = [
        "name": .supported, "path": .required, "if-no-files-found": .supported, "retention-days": .supported,
        "compression-level": .supported, "overwrite": .supported, "include-hidden-files": .supported,
        "archive": .onlyHarmless(["true"])
    ]

    private static let downloadInputs: [String: Input] = [
        "name": .supported, "artifact-ids": .supported, "path": .supported, "pattern": .supported,
        "merge-multiple": .supported, "github-token": .supported, "repository": .supported, "run-id": .supported,
        "digest-mismatch": .onlyHarmless(["error"]), "skip-decompress": .onlyHarmless(["false"])
    ]

    private static let pythonInputs: [String: Input] = [
        "python-version": .supported, "python-version-file": .supported, "cache": .supported,
        "architecture": .supported, "check-latest": .supported, "token": .supported,
        "cache-dependency-path": .supported, "update-environment": .supported, "allow-prereleases": .supported,
        "freethreaded": .onlyHarmless(["false"]), "pip-version": .onlyHarmless([""]), "pip-install": .supported
    ]

    private static let uvInputs: [String: Input] = [
        "version": .supported, "version-file": .supported, "python-version": .supported,
        "activate-environment": .supported, "venv-path": .supported, "working-directory": .supported,
        "checksum": .onlyHarmless([""]), "github-token": .supported, "enable-cache": .supported,
        "restore-cache": .supported,
        "save-cache": .supported, "cache-dependency-glob": .supported, "cache-suffix": .supported,
        "cache-local-path": .supported, "prune-cache": .supported, "cache-python": .onlyHarmless(["false"]),
        "ignore-nothing-to-cache": .supported, "ignore-empty-workdir": .supported, "tool-dir": .supported,
        "tool-bin-dir": .supported, "manifest-file": .onlyHarmless([""]), "add-problem-matchers": .supported,
        "resolution-strategy": .onlyHarmless(["highest"]), "server-url": .onlyHarmless([""]),
        "pyproject-file": .onlyHarmless([""]), "uv-file": .onlyHarmless([""]), "no-project": .onlyHarmless(["false"]),
        "quiet": .supported, "download-from-astral-mirror": .supported
    ]
}
