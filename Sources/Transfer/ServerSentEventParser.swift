/// Makes events of bytes, however they are cut: WHATWG HTML, "Interpreting an event stream".
struct ServerSentEventParser {
    /// Far more than an event is; a server that never ends one must not fill the memory.
    static let maximumEventSize = 16 * 1024 * 1024

    private var line: [UInt8] = []
    private var data: [String] = []
    private var size = 0
    private var event = ""
    private var id = ""
    private var afterReturn = false
    private var isFirstLine = true

    /// - Returns: the events that these bytes complete. What is not completed by a blank line is never an event.
    mutating func take(_ bytes: [UInt8]) throws(TransferError) -> [ServerSentEvent] {
        var events: [ServerSentEvent] = []
        for byte in bytes {
            defer { afterReturn = byte == 0x0D }
            switch byte {
            case 0x0A where afterReturn: continue
            case 0x0A, 0x0D:
                if let event = endLine() { events.append(event) }
            default:
                size += 1
                guard size <= Self.maximumEventSize else {
                    throw TransferError(
                        .tooLarge, "an event of the stream has more than \(Self.maximumEventSize) bytes")
                }
                line.append(byte)
            }
        }
        return events
    }

    private mutating func endLine() -> ServerSentEvent? {
        defer { line.removeAll(keepingCapacity: true) }
        if isFirstLine, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        isFirstLine = false
        guard !line.isEmpty else { return dispatch() }
        let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
        var value = line[colon...].dropFirst()
        if value.first == 0x20 { value.removeFirst() }
        let text = String(decoding: value, as: UTF8.self)
        switch String(decoding: line[..<colon], as: UTF8.self) {
        case "data": data.append(text)
        case "event": event = text
        case "id" where !value.contains(0): id = text
        // The standard says that a comment (no name before the colon) and every other field mean nothing; `retry` is
        // for clients that reconnect by themselves.
        default: break
        }
        return nil
    }

    private mutating func dispatch() -> ServerSentEvent? {
        defer { (data, event, size) = ([], "", 0) }
        guard !data.isEmpty else { return nil }
        return ServerSentEvent(
            id: id, event: event.isEmpty ? "message" : event, data: data.joined(separator: "\n"))
    }
}
