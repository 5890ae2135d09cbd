import CLibGit2
import Core

extension GitRef {
    /// Whether git allows the name: no `..`, no control characters, no `.lock` at the end and so on.
    var isValid: Bool {
        var isValid: Int32 = 0
        return git_reference_name_is_valid(&isValid, name) == 0 && isValid == 1
    }
}
