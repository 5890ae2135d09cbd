/// What to ask of a server, over `http` or `https` and nothing else.
public struct HTTPRequest: Sendable {
    public struct Header: Hashable, Sendable {
        public var name: String
        public var value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    public var method: String
    public var url: String
    public var headers: [Header]
    public var body: [UInt8]?
    /// Long enough for a far server that is up; a dead one should be known before a person gives up.
    public var connectTimeout: Duration = .seconds(10)
    /// From the start to the last byte of the response; of a stream, to the end of its headers. nil = no limit.
    public var timeout: Duration? = .seconds(60)
    /// The longest silence of the server; for streams that send signs of life. nil = no limit.
    public var idleTimeout: Duration?
    /// Bytes of a response's body; a stream has no limit, because it is never held as a whole.
    public var maximumResponseSize = 16 * 1024 * 1024
    /// At most five, to `http` and `https`; credentials are not taken along to another host.
    public var followsRedirects = false
    /// Path of the socket to use in place of the URL's host and port.
    public var unixSocket: String?

    public init(_ method: String = "GET", _ url: String, headers: [Header] = [], body: [UInt8]? = nil) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }
}
