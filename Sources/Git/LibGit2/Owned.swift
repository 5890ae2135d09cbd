import CLibGit2

/// A libgit2 object that is freed exactly once, when its owner goes.
struct Owned: ~Copyable {
    let pointer: OpaquePointer
    private let release: (OpaquePointer?) -> Void

    /// - Parameter make: the libgit2 call that fills in the pointer.
    init(
        _ release: @escaping (OpaquePointer?) -> Void, _ action: @autoclosure () -> String, context: String? = nil,
        make: (inout OpaquePointer?) -> Int32
    ) throws(GitError) {
        var made: OpaquePointer?
        let result = make(&made)
        guard result >= 0, let made else { throw .last(result, action(), context: context) }
        (pointer, self.release) = (made, release)
    }

    deinit {
        release(pointer)
    }
}

/// Throws libgit2's error when the call failed.
@discardableResult
func check(_ result: Int32, _ action: @autoclosure () -> String, context: String? = nil) throws(GitError) -> Int32 {
    guard result >= 0 else { throw .last(result, action(), context: context) }
    return result
}

/// The text of a `git_buf`, which is freed.
func text(
    _ action: @autoclosure () -> String, _ fill: (inout git_buf) -> Int32
) throws(GitError) -> String {
    var buffer = git_buf()
    defer { git_buf_dispose(&buffer) }
    try check(fill(&buffer), action())
    guard let start = buffer.ptr else { return "" }
    return String(cString: start)
}
