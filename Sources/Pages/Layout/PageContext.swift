public import Core

/// What every page needs to know.
public struct PageContext: Sendable {
    public var now: Timestamp
    /// The reader may change things: buttons are shown.
    public var isSignedIn: Bool

    public init(now: Timestamp, isSignedIn: Bool) {
        self.now = now
        self.isSignedIn = isSignedIn
    }
}
