/// A full reference name as git spells it: `refs/heads/main`, `refs/tags/v1.0.0`.
public struct GitRef: Hashable, Sendable {
    public let name: String

    public init(_ name: String) {
        self.name = name
    }

    public static func branch(_ short: String) -> GitRef { GitRef("refs/heads/" + short) }
    public static func tag(_ short: String) -> GitRef { GitRef("refs/tags/" + short) }

    public var branch: String? { name.hasPrefix("refs/heads/") ? String(name.dropFirst(11)) : nil }
    public var tag: String? { name.hasPrefix("refs/tags/") ? String(name.dropFirst(10)) : nil }

    /// What people call it: `main`, `v1.0.0`; the full name for other kinds of reference.
    public var short: String { branch ?? tag ?? name }
}

extension GitRef: CustomStringConvertible {
    public var description: String { name }
}

extension GitRef: Codable {
    public init(from decoder: any Decoder) throws {
        name = try decoder.singleValueContainer().decode(String.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
