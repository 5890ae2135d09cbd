public import Store

/// Who asks for something through the API.
public enum Requester: Sendable {
    /// By name.
    case person(String)
    /// A job that runs, with its own token.
    case job(JobToken)
}
