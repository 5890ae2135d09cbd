import Core

/// An event together with where its workflows are read and run.
struct LocatedEvent: Sendable {
    /// With the reference and the commit that GitHub's `GITHUB_REF` and `GITHUB_SHA` would name; without a commit when
    /// there is none to run on.
    var event: Event
    /// Where it runs, for a person, when that is not the event's own reference.
    var place: String?
    /// Why there is no commit.
    var absence: String?
}
