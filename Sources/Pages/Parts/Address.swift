public import Core

/// Addresses of our own pages; names in them are percent-encoded.
public enum Address {
    public static func repository(_ name: String) -> String { "/repositories/" + path(name) }
    public static func dispatch(_ name: String) -> String { "/dispatch/" + path(name) }
    public static func run(_ id: RunID) -> String { "/runs/\(id)" }
    public static func job(_ id: JobID) -> String { "/jobs/\(id)" }
    public static func event(_ id: EventID) -> String { "/events/\(id)" }
    public static func artifact(_ id: Int64, of run: RunID) -> String { "/api/v1/runs/\(run)/artifacts/\(id)/archive" }
    public static func rawLog(_ id: JobID, attempt: Int) -> String { "/api/v1/jobs/\(id)/log?attempt=\(attempt)" }

    /// Appends what is not nil and not empty.
    public static func with(_ path: String, _ query: [(String, String?)]) -> String {
        let parts = query.compactMap { name, value -> String? in
            guard let value, !value.isEmpty else { return nil }
            return name + "=" + encode(value, keeping: [])
        }
        return parts.isEmpty ? path : path + "?" + parts.joined(separator: "&")
    }

    /// Where to go after signing in: a path of our own, or home. Browsers take `//host` and `/\host` for other sites.
    public static func local(_ path: String?) -> String {
        guard let path, path.utf8.first == UInt8(ascii: "/"), path.utf8.count <= 2000,
            path.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }), !path.hasPrefix("//")
        else { return "/" }
        return path
    }

    /// An address that a stranger wrote, as far as it may become a link: http and https, nothing hidden in it.
    public static func web(_ address: String?) -> String? {
        guard let address, address.utf8.count <= 2000, address.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            let scheme = address.split(separator: ":", maxSplits: 1).first?.lowercased(),
            scheme == "http" || scheme == "https", address.dropFirst(scheme.count).hasPrefix("://")
        else { return nil }
        return address
    }

    private static func path(_ name: String) -> String { encode(name, keeping: Array("/".utf8)) }

    private static func encode(_ text: String, keeping kept: [UInt8]) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            case _ where kept.contains(byte): result.unicodeScalars.append(Unicode.Scalar(byte))
            default: result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return result
    }
}
