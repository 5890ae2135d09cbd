import OrderedCollections

/// The variables and the PATH that steps hand on to those after them, through GITHUB_ENV and GITHUB_PATH.
///
/// A background step works on a copy: what it says holds for others from the wait for it on.
final class Surroundings {
    private enum Change {
        case variable(String, String)
        case folder(String)
    }

    /// Workflow's and job's `env`, and what steps added.
    private(set) var environment: OrderedDictionary<String, String>
    /// The newest comes first.
    private(set) var path: [String]
    private var changes: [Change] = []

    init(environment: OrderedDictionary<String, String> = [:], path: [String] = []) {
        self.environment = environment
        self.path = path
    }

    func copy() -> Surroundings {
        Surroundings(environment: environment, path: path)
    }

    func set(_ name: String, _ value: String) {
        environment[name] = value
        changes.append(.variable(name, value))
    }

    func prepend(_ folder: String) {
        path.removeAll { $0 == folder }
        path.insert(folder, at: 0)
        changes.append(.folder(folder))
    }

    /// Takes over what was changed in a copy.
    func adopt(_ copy: Surroundings) {
        guard copy !== self else { return }
        for change in copy.changes {
            switch change {
            case .variable(let name, let value): set(name, value)
            case .folder(let folder): prepend(folder)
            }
        }
    }
}
