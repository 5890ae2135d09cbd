/// Why a built-in action fails: a sentence that becomes the step's error.
struct ActionFailure: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) {
        self.description = description
    }
}
