import GRDB

extension StoreError {
    init(_ error: DatabaseError, path: String? = nil) {
        let code: Code
        switch error.resultCode {
        case .SQLITE_FULL: code = .full
        case .SQLITE_BUSY, .SQLITE_LOCKED: code = .busy
        case .SQLITE_IOERR, .SQLITE_READONLY: code = .io
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: code = .cannotOpen
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: code = .corrupt
        case .SQLITE_CONSTRAINT:
            let isUniqueness = [.SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY].contains(
                error.extendedResultCode)
            code = isUniqueness ? .conflict : .refused
        // GRDB answers so when a connection has been closed; a real misuse of SQLite cannot come from this module.
        case .SQLITE_MISUSE: code = .closed
        default: code = .fault
        }
        self.init(code, error.message ?? "SQLite error \(error.extendedResultCode.rawValue)", path: path, cause: error)
    }

    /// Runs `body`, and turns what SQLite throws into a ``StoreError``. Other errors pass.
    static func translating<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw StoreError(error)
        }
    }
}
