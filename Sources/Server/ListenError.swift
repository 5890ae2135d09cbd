/// The server's address cannot be had.
public struct ListenError: Error, CustomStringConvertible {
    public let description: String
}
