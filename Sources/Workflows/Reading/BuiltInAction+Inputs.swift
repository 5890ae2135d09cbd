extension BuiltInAction {
    enum Input {
        case supported
        /// Only values that ask for nothing beyond what happens anyway, in lower case and without blanks.
        case onlyHarmless(Set<String>)
    }

    var inputs: [String: Input] {
        switch self {
        case .checkout: Self.checkoutInputs
        default: [:]
        }
    }

    private static let ownToken: Set<String> = ["${{github.token}}", "${{secrets.github_token}}"]

    /// The history is always whole and nothing is fetched, which is at least what `fetch-depth`, `fetch-tags`,
    /// `filter` and `persist-credentials` ask for, whatever their value.
    private static let checkoutInputs: [String: Input] = [
        "ref": .supported, "path": .supported, "clean": .supported, "fetch-depth": .supported,
        "fetch-tags": .supported, "persist-credentials": .supported,
        "show-progress": .supported, "set-safe-directory": .supported,
        "repository": .onlyHarmless(["", "${{github.repository}}"]),
        "token": .onlyHarmless(ownToken),
        "submodules": .onlyHarmless(["false"]),
        "lfs": .onlyHarmless(["false"]),
        "filter": .onlyHarmless([""]),
        "sparse-checkout": .onlyHarmless([""]),
        "sparse-checkout-cone-mode": .onlyHarmless(["true", "false"]),
        "ssh-key": .onlyHarmless([""]),
        "ssh-known-hosts": .onlyHarmless([""]),
        "ssh-strict": .onlyHarmless(["true", "false"]),
        "ssh-user": .onlyHarmless(["", "git"]),
        "github-server-url": .onlyHarmless(["", "${{github.server_url}}"])
    ]
}
