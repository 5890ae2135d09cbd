import CCurlShims
import CLibCurl

extension Session {
    /// Sets everything that follows from the request.
    ///
    /// - Returns: the list of headers, to be freed after the transfer.
    func prepare(_ request: HTTPRequest) -> UnsafeMutablePointer<curl_slist>? {
        reset()
        // Time-outs by signal would hit whatever thread happens to run.
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_URL, request.url)
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
        set(CURLOPT_SSL_VERIFYPEER, 1)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        set(CURLOPT_USERAGENT, "anneal")
        set(CURLOPT_NOPROGRESS, 1)
        set(CURLOPT_CONNECTTIMEOUT_MS, max(1, request.connectTimeout.wholeMilliseconds))
        if request.followsRedirects {
            set(CURLOPT_FOLLOWLOCATION, 1)
            set(CURLOPT_MAXREDIRS, 5)
        }
        if request.isLoopback { set(CURLOPT_PROXY, "") }
        if let socket = request.unixSocket { set(CURLOPT_UNIX_SOCKET_PATH, socket) }
        setMethod(request)
        return setHeaders(request)
    }

    private func setMethod(_ request: HTTPRequest) {
        switch request.method {
        case "GET" where request.body == nil: set(CURLOPT_HTTPGET, 1)
        case "HEAD" where request.body == nil: set(CURLOPT_NOBODY, 1)
        case "POST": setBody(request.body ?? [])
        default:
            if let body = request.body { setBody(body) }
            set(CURLOPT_CUSTOMREQUEST, request.method)
        }
    }

    /// libcurl copies the bytes.
    private func setBody(_ body: [UInt8]) {
        set(CURLOPT_POST, 1)
        anneal_curl_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
        guard !body.isEmpty else {
            // A null pointer would make libcurl read the body from standard input.
            set(CURLOPT_COPYPOSTFIELDS, "")
            return
        }
        body.withUnsafeBytes { bytes in
            _ = anneal_curl_set_string(easy, CURLOPT_COPYPOSTFIELDS, bytes.bindMemory(to: CChar.self).baseAddress)
        }
    }

    private func setHeaders(_ request: HTTPRequest) -> UnsafeMutablePointer<curl_slist>? {
        // "Name:" takes away a header that libcurl would add, "Name;" sends one without a value.
        var lines = request.headers.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
        lines.append("Expect:")
        if !request.headers.contains(where: { $0.name.lowercased() == "content-type" }) {
            lines.append("Content-Type:")
        }
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines { list = curl_slist_append(list, line) }
        set(CURLOPT_HTTPHEADER, pointer: list)
        return list
    }
}

extension Duration {
    /// Rounded down; at most what libcurl's `long` of milliseconds is safe with.
    var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        return Int(min(seconds, 1_000_000_000)) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
    }
}
