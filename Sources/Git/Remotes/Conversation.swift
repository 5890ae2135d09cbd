import CGitShims
import CLibGit2
import Core
import Dispatch
import Synchronization

/// One conversation with a remote over the network: holds its credentials, and ends it when it stalls, lasts too long
/// or is cancelled, by shutting its socket from outside. Resolving the host's name is left to the resolver's own limits.
final class Conversation: Sendable {
    enum Ending: String {
        case cancelled = "it was cancelled"
        case idle = "nothing moved for too long"
        case total = "it took too long"
    }

    private let url: RemoteURL
    private let credentials: Credentials?
    private let limits: FetchLimits
    private let started = ContinuousClock.now
    private let state: Mutex<State>

    private struct State: @unchecked Sendable {
        /// Freed by the last one out, never while another thread may shut it.
        let connection: OpaquePointer?
        var ending: Ending?
        var attempts = 0
    }

    init(url: RemoteURL, credentials: Credentials?, limits: FetchLimits) {
        (self.url, self.credentials, self.limits) = (url, credentials, limits)
        let connect = Int32(clamping: limits.connect.milliseconds)
        state = Mutex(State(connection: cgit_connection_new(connect)))
    }

    deinit {
        state.withLock { cgit_connection_free($0.connection) }
    }

    /// Runs libgit2 calls of the calling thread under this conversation's limits, and explains its end if it was ended.
    func run<Result>(_ body: () throws -> Result) throws -> Result {
        let connection = state.withLock { ConnectionPointer(value: $0.connection) }.value
        cgit_connection_bind(connection)
        let watch = DispatchSource.makeTimerSource(queue: .global())
        watch.setEventHandler { [weak self] in self?.check() }
        let turn = max(10, min(1000, limits.idle.milliseconds / 4))
        watch.schedule(deadline: .now() + .milliseconds(Int(turn)), repeating: .milliseconds(Int(turn)))
        watch.activate()
        defer {
            watch.cancel()
            cgit_connection_bind(nil)
        }
        do {
            return try body()
        } catch {
            guard let ending = state.withLock({ $0.ending }) else { throw error }
            if ending == .cancelled { throw CancellationError() }
            throw GitError(
                .timedOut,
                "cannot talk to the remote: \(ending.rawValue) (idle limit \(limits.idle), total \(limits.total))",
                context: url.text)
        }
    }

    func cancel() {
        end(.cancelled)
    }

    /// Called when libgit2 reports progress.
    /// - Returns: what the callback returns: not 0 stops libgit2.
    func moved() -> Int32 {
        check()
        return state.withLock { state in
            cgit_connection_touch(state.connection)
            return state.ending == nil ? 0 : -1
        }
    }

    private func check() {
        if ContinuousClock.now - started > limits.total {
            end(.total)
        } else if state.withLock({ cgit_connection_idle($0.connection) }) > limits.idle.milliseconds {
            end(.idle)
        }
    }

    private func end(_ ending: Ending) {
        state.withLock { state in
            guard state.ending == nil else { return }
            state.ending = ending
            cgit_connection_abort(state.connection)
        }
    }

    /// Answers libgit2's question for credentials; asked again, they were wrong, and asking for ever helps nobody.
    func acquire(
        _ out: UnsafeMutablePointer<UnsafeMutablePointer<git_credential>?>?, url asked: String, user: String?,
        allowed: UInt32
    ) -> Int32 {
        let attempt = state.withLock { state in
            state.attempts += 1
            return state.attempts
        }
        func refuse(_ message: String) -> Int32 {
            git_error_set_str(Int32(GIT_ERROR_NET.rawValue), message)
            return GIT_EAUTH.rawValue
        }
        let name = user ?? "git"
        if allowed & GIT_CREDENTIAL_USERNAME.rawValue != 0, allowed & GIT_CREDENTIAL_SSH_KEY.rawValue == 0 {
            return git_credential_username_new(out, name)
        }
        guard attempt <= 3 else { return refuse("the remote refused the credentials") }
        switch credentials {
        case nil:
            return refuse("the remote asks for credentials and none are configured")
        case .token(let tokenUser, let secret):
            guard allowed & GIT_CREDENTIAL_USERPASS_PLAINTEXT.rawValue != 0 else {
                return refuse("the remote does not take a token; for ssh:// give a key")
            }
            guard attempt == 1 else { return refuse("the remote refused the token") }
            // A redirect to another host must not carry the token there.
            guard let target = try? RemoteURL(asked), target.kind == url.kind, !isDowngrade(target) else {
                return refuse("the remote redirects to another host, which does not get the token")
            }
            return git_credential_userpass_plaintext_new(out, tokenUser, secret.reveal())
        case .sshKey(let path):
            guard allowed & GIT_CREDENTIAL_SSH_KEY.rawValue != 0 else {
                return refuse("the remote does not take an SSH key; for https:// give a token")
            }
            return git_credential_ssh_key_new(out, name, path + ".pub", path, nil)
        }
    }

    private func isDowngrade(_ target: RemoteURL) -> Bool {
        url.text.hasPrefix("https:") && !target.text.hasPrefix("https:")
    }
}

/// Lets the pointer out of the lock: the connection guards itself, and lives as long as the conversation.
private struct ConnectionPointer: @unchecked Sendable {
    let value: OpaquePointer?
}
