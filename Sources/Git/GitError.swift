import CLibGit2
import Glibc

/// What went wrong in git's own world: a repository, an object, a remote.
public struct GitError: Error, Sendable {
    public enum Code: String, Sendable {
        case notFound, ambiguous, locked, authentication, certificate, network, timedOut, cancelled
        case refusedURL, hostileTree, tooLarge, corrupt, invalidName, unsupported, system, other
    }

    public var code: Code
    /// A whole sentence: what failed, why, and what to do where that is known.
    public var message: String
    /// The path or URL (never with credentials in it) that it is about.
    public var context: String?

    public init(_ code: Code, _ message: String, context: String? = nil) {
        (self.code, self.message, self.context) = (code, message, context)
    }
}

extension GitError.Code {
    /// Whether trying again may help: what failed lies outside, and comes and goes.
    public var isTransient: Bool {
        switch self {
        case .network, .timedOut, .locked: true
        default: false
        }
    }
}

extension GitError: CustomStringConvertible {
    public var description: String {
        guard let context, !message.contains(context) else { return message }
        return "\(context): \(message)"
    }
}

extension GitError {
    /// The failure that libgit2 has just reported. Its text lies in the calling thread's storage,
    /// so this must run in the same synchronous function as the failing call.
    static func last(_ result: Int32, _ action: @autoclosure () -> String, context: String? = nil) -> GitError {
        let reported = git_error_last()?.pointee
        let detail = reported?.message.map { String(cString: $0) } ?? "libgit2 error \(result)"
        let code =
            switch result {
            case GIT_ENOTFOUND.rawValue: Code.notFound
            case GIT_EAMBIGUOUS.rawValue: Code.ambiguous
            case GIT_ELOCKED.rawValue: Code.locked
            case GIT_EAUTH.rawValue: Code.authentication
            case GIT_ECERTIFICATE.rawValue: Code.certificate
            case GIT_EUSER.rawValue: Code.cancelled
            case GIT_EINVALIDSPEC.rawValue: Code.invalidName
            default: httpCode(of: detail) ?? Code(errorClass: reported?.klass ?? 0)
            }
        return GitError(code, "cannot \(action()): \(detail)", context: context)
    }

    /// What a server meant by its answer. libgit2 tells it in its words alone.
    private static func httpCode(of detail: String) -> Code? {
        let words = "unexpected http status code: "
        guard detail.hasPrefix(words), let status = Int(detail.dropFirst(words.count)) else { return nil }
        switch status {
        case 404, 410: return .notFound
        case 401, 403: return .authentication
        // A server that has too much to do.
        case 408, 429: return .network
        case 400..<500: return .other
        default: return .network
        }
    }

    static func system(_ number: Int32, _ action: @autoclosure () -> String, context: String? = nil) -> GitError {
        GitError(.system, "cannot \(action()): \(String(cString: strerror(number)))", context: context)
    }
}

extension GitError.Code {
    fileprivate init(errorClass: Int32) {
        switch errorClass {
        case Int32(GIT_ERROR_NET.rawValue), Int32(GIT_ERROR_HTTP.rawValue), Int32(GIT_ERROR_SSH.rawValue):
            self = .network
        case Int32(GIT_ERROR_SSL.rawValue): self = .certificate
        case Int32(GIT_ERROR_OS.rawValue), Int32(GIT_ERROR_FILESYSTEM.rawValue): self = .system
        case Int32(GIT_ERROR_ZLIB.rawValue), Int32(GIT_ERROR_OBJECT.rawValue), Int32(GIT_ERROR_TREE.rawValue):
            self = .corrupt
        default: self = .other
        }
    }
}
