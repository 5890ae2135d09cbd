/// `MAJOR.MINOR.PATCH`, with a pre-release behind it: `3.13.0-rc.1`; and `3.13.0rc1`, as Python writes it.
public struct SemanticVersion: Hashable, Sendable {
    public var major: Int
    public var minor: Int
    public var patch: Int
    /// Empty for a release.
    public var prerelease: String

    public init(_ major: Int, _ minor: Int = 0, _ patch: Int = 0, prerelease: String = "") {
        self.major = major
        self.minor = minor
        self.patch = patch
        self.prerelease = prerelease
    }

    /// - Returns: nil when the text is no version; missing numbers are 0.
    public init?(_ text: some StringProtocol) {
        var rest = text[...].hasPrefix("v") ? text.dropFirst() : text[...]
        if let build = rest.firstIndex(of: "+") { rest = rest[..<build] }
        var numbers: [Int] = []
        while numbers.count < 3 {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard !digits.isEmpty, let number = Int(digits) else { return nil }
            numbers.append(number)
            rest = rest.dropFirst(digits.count)
            guard rest.first == "." else { break }
            rest = rest.dropFirst()
        }
        if rest.first == "-" { rest = rest.dropFirst() }
        guard rest.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") }) else {
            return nil
        }
        self.init(
            numbers[0], numbers.count > 1 ? numbers[1] : 0, numbers.count > 2 ? numbers[2] : 0,
            prerelease: String(rest))
    }
}

extension SemanticVersion: Comparable {
    public static func < (left: SemanticVersion, right: SemanticVersion) -> Bool {
        let (first, second) = ([left.major, left.minor, left.patch], [right.major, right.minor, right.patch])
        if first != second { return first.lexicographicallyPrecedes(second) }
        if left.prerelease.isEmpty || right.prerelease.isEmpty {
            return !left.prerelease.isEmpty && right.prerelease.isEmpty
        }
        return left.prerelease < right.prerelease
    }
}

extension SemanticVersion: CustomStringConvertible {
    public var description: String { "\(major).\(minor).\(patch)" + (prerelease.isEmpty ? "" : "-" + prerelease) }
}
