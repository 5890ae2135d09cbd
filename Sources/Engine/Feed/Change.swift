public import Core

/// Something that a page or a terminal may be showing has changed; it reads the new state itself.
public enum Change: Hashable, Sendable {
    case event(EventID)
    case run(RunID)
    case repository(RepositoryID)
}
