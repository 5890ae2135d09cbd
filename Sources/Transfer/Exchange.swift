import CCurlShims
import CLibCurl

/// One request and what has come of its response so far: the context of libcurl's callbacks. Lives on one thread.
final class Exchange {
    /// More than any server sends; a hostile one must not fill the memory with headers.
    private static let maximumHeaderSize = 256 * 1024

    let request: HTTPRequest
    private(set) var status = 0
    private(set) var headers: [HTTPRequest.Header] = []
    /// Why a callback ended the transfer.
    private(set) var failure: TransferError?
    /// When the server was last heard of.
    private(set) var lastSign = ContinuousClock.now
    /// Takes a piece of the body; throws to end the transfer.
    private let receive: (Exchange, [UInt8]) throws(TransferError) -> Void
    private var headerSize = 0
    private var headersEnded = false

    init(_ request: HTTPRequest, receive: @escaping (Exchange, [UInt8]) throws(TransferError) -> Void) {
        self.request = request
        self.receive = receive
    }

    var hasAnswer: Bool { headersEnded && status >= 200 }

    func attach(to session: Session) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        let onHeader: anneal_curl_data = { bytes, size, count, context in
            Exchange.from(context).consume(bytes, size * count) { exchange, line throws(TransferError) in
                try exchange.header(line)
            }
        }
        let onBody: anneal_curl_data = { bytes, size, count, context in
            Exchange.from(context).consume(bytes, size * count) { exchange, bytes throws(TransferError) in
                try exchange.receive(exchange, bytes)
            }
        }
        session.set(CURLOPT_HEADERDATA, pointer: context)
        session.set(CURLOPT_WRITEDATA, pointer: context)
        anneal_curl_set_data_callback(session.easy, CURLOPT_HEADERFUNCTION, onHeader)
        anneal_curl_set_data_callback(session.easy, CURLOPT_WRITEFUNCTION, onBody)
    }

    private static func from(_ context: UnsafeMutableRawPointer?) -> Exchange? {
        context.map { Unmanaged<Exchange>.fromOpaque($0).takeUnretainedValue() }
    }

    private func header(_ bytes: [UInt8]) throws(TransferError) {
        headerSize += bytes.count
        guard headerSize <= Self.maximumHeaderSize else {
            throw .tooLarge(request, "the response's headers have more than \(Self.maximumHeaderSize) bytes")
        }
        let line = String(decoding: bytes, as: UTF8.self).trimmed
        if line.hasPrefix("HTTP/"), headers.isEmpty || headersEnded {
            // Each response of a chain of redirects begins anew; only the last counts.
            (headers, headersEnded) = ([], false)
            status = line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        } else if line.isEmpty {
            headersEnded = true
        } else if let colon = line.firstIndex(of: ":") {
            headers.append(.init(String(line[..<colon]), String(line[line.index(after: colon)...]).trimmed))
        }
    }
}

extension Exchange? {
    /// - Returns: what libcurl wants: the number of bytes taken; any other number ends the transfer.
    fileprivate func consume(
        _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int,
        _ take: (Exchange, [UInt8]) throws(TransferError) -> Void
    ) -> Int {
        guard let self else { return 0 }
        return self.consume(bytes, count, take)
    }
}

extension Exchange {
    fileprivate func consume(
        _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int,
        _ take: (Exchange, [UInt8]) throws(TransferError) -> Void
    ) -> Int {
        guard let bytes, count > 0 else { return count }
        do throws(TransferError) {
            try take(self, Array(UnsafeRawBufferPointer(start: bytes, count: count)))
            lastSign = .now
            return count
        } catch {
            failure = error
            return 0
        }
    }
}

extension String {
    /// Without spaces, tabs and line ends at both ends.
    fileprivate var trimmed: String {
        let isBlank: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\n" }
        var rest = unicodeScalars[...]
        while let first = rest.first, isBlank(first) { rest.removeFirst() }
        while let last = rest.last, isBlank(last) { rest.removeLast() }
        return String(String.UnicodeScalarView(rest))
    }
}
