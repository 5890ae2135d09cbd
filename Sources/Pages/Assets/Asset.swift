/// A file under `/assets/`: its name holds a digest of its content, so that browsers may keep it for ever.
public struct Asset: Sendable {
    public let path: String
    public let contentType: String
    public let content: String

    init(name: String, extension suffix: String, contentType: String, content: String) {
        path = "/assets/\(name)-\(Self.digest(content)).\(suffix)"
        self.contentType = contentType
        self.content = content
    }

    public static let styleSheet = Asset(
        name: "anneal", extension: "css", contentType: "text/css; charset=utf-8", content: StyleSheet.text)
    public static let script = Asset(
        name: "live", extension: "js", contentType: "text/javascript; charset=utf-8", content: LiveScript.text)
    public static let icon = Asset(
        name: "icon", extension: "svg", contentType: "image/svg+xml", content: Icon.text)

    public static let all = [styleSheet, script, icon]

    /// FNV-1a, 64 bits: it tells versions apart and protects nothing.
    private static func digest(_ text: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return String(hash, radix: 36)
    }
}
