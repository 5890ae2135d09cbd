import Actions
import Git

/// Why a built-in action fails: a sentence that becomes the step's error.
struct ActionFailure: Error, CustomStringConvertible {
    var description: String
    /// Something outside could not be had now, and may be later.
    var isTransient: Bool

    init(_ description: String, isTransient: Bool = false) {
        self.description = description
        self.isTransient = isTransient
    }

    static func isTransient(_ error: any Error) -> Bool {
        switch error {
        case let error as ActionFailure: error.isTransient
        case let error as GitError: error.code.isTransient
        case let error as ActionsError: error.code == .network
        default: false
        }
    }
}
