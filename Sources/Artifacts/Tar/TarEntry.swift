/// One entry of an archive, without its content.
struct TarEntry: Hashable {
    enum Kind: Hashable {
        case file(size: Int64)
        case folder
        /// A symbolic link.
        case link(target: [UInt8])
    }

    /// Names separated by `/`; a folder's without one at its end.
    var name: [UInt8]
    var kind: Kind
    /// The permission bits.
    var mode: UInt32
    /// Seconds since 1970.
    var modified: Int64

    static let blockSize = 512
}
