#if DEBUG
    import Glibc
#endif

/// The named places where the crash matrix kills the server. In a release build this is nothing.
enum CrashPoint: String, CaseIterable {
    case eventStored = "event-stored"
    case mirrorFetched = "mirror-fetched"
    case planMade = "plan-made"
    case planCommitted = "plan-committed"
    case jobDecided = "job-decided"
    case jobClaimed = "job-claimed"
    case jobDirectoryMade = "job-directory-made"
    case supervisorStarted = "supervisor-started"
    case firstFactRead = "first-fact-read"
    case factsStored = "facts-stored"
    case finalFactRead = "final-fact-read"
    case jobCompleted = "job-completed"
    case runCompleted = "run-completed"

    /// Ends the process as the kernel would, when `ANNEAL_CRASH_AT` names this point.
    func reach() {
        #if DEBUG
            guard let wanted = getenv("ANNEAL_CRASH_AT"), String(cString: wanted) == rawValue else { return }
            kill(getpid(), SIGKILL)
        #endif
    }
}
