extension String {
    /// Names of inputs and keys of a matrix are compared without case, as on GitHub.
    func equalsIgnoringCase(_ other: String) -> Bool {
        self == other || lowercased() == other.lowercased()
    }
}
