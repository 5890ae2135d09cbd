import Expressions

/// What of an event its sender chooses freely, told by the kind of property and not by its whole path: a title is a
/// title wherever it stands. Numbers, ids, commits, logins and addresses are made by the forge and can't carry a command.
enum UntrustedInput {
    enum Verdict {
        /// The text itself.
        case text
        /// An object that holds such texts, written out by `toJSON`, or one of its members that only the run knows.
        case holdsText
        /// A text from a program that holds a token, which may pass on what strangers wrote.
        case forwarded

        /// How the message goes on behind the name of the source.
        var described: String {
            switch self {
            case .text: "is text that a stranger can write"
            case .holdsText: "holds text that a stranger can write"
            case .forwarded: "is text that a stranger may have written before it was passed on"
            }
        }
    }

    /// Members of an event that are free text. GitHub's own list for hardening workflows names the endings of paths, too.
    private static let texts: Set<String> = [
        "title", "body", "message", "email", "name", "label", "ref", "head_ref", "head_branch", "default_branch",
        "page_name", "display_title", "description", "summary", "text", "subject", "homepage", "from", "diff_hunk",
        "path",
        "filename", "previous_filename", "added", "modified", "removed", "bio", "company", "location", "blog", "content"
    ]

    /// Objects whose texts only those can write who could write the workflow as well.
    private static let trusted: Set<String> = [
        "repository", "organization", "enterprise", "installation", "base", "sender", "pusher", "app", "workflow",
        "deployment"
    ]

    /// Objects whose names are of the repository's own files and settings, or of few harmless characters.
    private static let named: Set<String> = [
        "repo", "head_repository", "forkee", "workflow_run", "workflow_job", "check_run", "steps", "environment",
        "category", "rule"
    ]

    /// Objects that hold free text.
    private static let holders: Set<String> = [
        "event", "issue", "pull_request", "pull_requests", "comment", "review", "review_comment", "discussion",
        "discussion_comment", "answer", "head_commit", "commit", "commits", "author", "committer", "pages",
        "workflow_run",
        "head", "repo", "head_repository", "forkee", "label", "labels", "milestone", "release", "changes", "merge_group"
    ]

    static func verdict(on source: Source) -> Verdict? {
        guard source.context == "github" else { return nil }
        let written = source.path.map { $0?.lowercased() }
        guard let first = written.first else { return source.isWhole ? .holdsText : nil }
        guard first == "event" else { return written == ["head_ref"] ? .text : nil }
        // Whoever types an input may start the workflow; these have a check of their own.
        if written.count > 1, written[1] == "inputs" { return nil }
        if written.count > 1, written[1] == "client_payload" {
            return written.count > 2 || source.isWhole ? .forwarded : nil
        }
        // An index into a list, or a member that only the run knows, says nothing about what it is of.
        let path = written.reversed().drop { $0 == nil || $0?.allSatisfy(\.isNumber) == true }.reversed().compactMap {
            $0
        }
        guard let last = path.last, !path.contains(where: trusted.contains) else { return nil }
        let parent = path.dropLast().last ?? ""
        let isName = last == "name" && (path.count == 2 || named.contains(parent))
        // `github.event.ref` is of a push, and who pushes a branch can write its workflow; `github.event.label` is an object.
        let isOfEvent = path.count == 2 && ["ref", "label"].contains(last)
        if texts.contains(last), !isName, !isOfEvent { return .text }
        guard holders.contains(last) else { return nil }
        let hasOpenEnd = written.last == .some(nil)
        return source.isWhole || hasOpenEnd ? .holdsText : nil
    }

    /// The name of an input whose value is a text that whoever starts the workflow types, or the caller of an action gives.
    static func input(readBy source: Source) -> String? {
        let path = source.path
        if source.context == "inputs", path.count == 1 { return path[0] }
        guard source.context == "github", path.count == 3, path[0]?.lowercased() == "event",
            path[1]?.lowercased() == "inputs"
        else { return nil }
        return path[2]
    }

    /// As somebody would write it.
    static func name(of source: Source) -> String {
        ([source.context] + source.path.map { $0 ?? "*" }).joined(separator: ".")
    }
}
