import CCurlShims
import CLibCurl

extension Session {
    /// Carries out the exchange. Blocks.
    ///
    /// - Parameter isStream: the time-out ends with the response's headers.
    func perform(_ exchange: Exchange, isStream: Bool, cancellation: Cancellation) throws(TransferError) {
        let request = exchange.request
        let headers = prepare(request)
        defer { curl_slist_free_all(headers) }
        exchange.attach(to: self)
        guard cancellation.attach(self) else { throw .cancelled(request) }
        defer { cancellation.detach() }
        guard curl_multi_add_handle(multi, easy) == CURLM_OK else {
            throw TransferError(.other, "libcurl could not begin the transfer")
        }
        defer { curl_multi_remove_handle(multi, easy) }
        try run(exchange, isStream: isStream, cancellation: cancellation)
        if let failure = exchange.failure { throw failure }
        guard let result else { throw TransferError(.other, "libcurl ended the transfer without a result") }
        guard result == CURLE_OK else { throw TransferError(result, detail: detail, request: request) }
    }

    private func run(_ exchange: Exchange, isStream: Bool, cancellation: Cancellation) throws(TransferError) {
        let request = exchange.request
        let start = ContinuousClock.now
        while true {
            var running: Int32 = 0
            guard curl_multi_perform(multi, &running) == CURLM_OK else {
                throw TransferError(.other, "libcurl could not continue the transfer")
            }
            if running == 0 { return }
            if cancellation.isCancelled { throw .cancelled(request) }
            // Nothing but a time-out or a cancellation, which wakes us, needs an earlier look.
            var wait = Duration.seconds(1)
            if let timeout = request.timeout, !(isStream && exchange.hasAnswer) {
                let left = timeout - start.duration(to: .now)
                guard left > .zero else { throw .timedOut(request, after: timeout, "no whole answer") }
                wait = min(wait, left)
            }
            if let timeout = request.idleTimeout {
                let left = timeout - exchange.lastSign.duration(to: .now)
                guard left > .zero else { throw .timedOut(request, after: timeout, "not a sign of life") }
                wait = min(wait, left)
            }
            curl_multi_poll(multi, nil, 0, Int32(wait.wholeMilliseconds + 1), nil)
        }
    }

    /// How the one transfer of the multi handle ended.
    private var result: CURLcode? {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            if message.pointee.msg == CURLMSG_DONE { return message.pointee.data.result }
        }
        return nil
    }
}
