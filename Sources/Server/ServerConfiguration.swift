public import Core

/// What the HTTP side has to be told.
public struct ServerConfiguration: Sendable {
    public var host: String
    /// 0 = a free one.
    public var port: Int
    /// Everything that changes something needs it.
    public var adminToken: Secret
    /// Reading needs no token.
    public var publicRead: Bool
    public var version: String

    public init(host: String, port: Int, adminToken: Secret, publicRead: Bool, version: String) {
        self.host = host
        self.port = port
        self.adminToken = adminToken
        self.publicRead = publicRead
        self.version = version
    }
}
