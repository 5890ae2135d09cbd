/// Somebody as a forge names them.
public struct ForgeUser: Hashable, Codable, Sendable {
    /// The account's name; empty where the forge knows only the name and address of a commit.
    public var login: String
    public var name: String?
    public var email: String?

    public init(login: String, name: String? = nil, email: String? = nil) {
        self.login = login
        self.name = name
        self.email = email
    }
}
