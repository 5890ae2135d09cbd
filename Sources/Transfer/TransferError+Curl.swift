import CCurlShims
import CLibCurl

extension TransferError {
    /// - Parameter detail: what libcurl wrote into its error buffer; may be empty.
    init(_ result: CURLcode, detail: String, request: HTTPRequest) {
        let code: Code
        switch result {
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT: code = .couldNotConnect
        case CURLE_OPERATION_TIMEDOUT: code = .timedOut
        case CURLE_FILESIZE_EXCEEDED: code = .tooLarge
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_URL_MALFORMAT: code = .invalidRequest
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
            CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
            code = .tls
        default: code = .other
        }
        let reason = detail.isEmpty ? String(cString: curl_easy_strerror(result)) : detail
        self.init(code, "\(request.method) \(request.displayURL): \(reason)")
    }

    static func timedOut(_ request: HTTPRequest, after duration: Duration, _ what: String) -> TransferError {
        TransferError(.timedOut, "\(request.method) \(request.displayURL): \(what) within \(duration)")
    }

    static func tooLarge(_ request: HTTPRequest, _ what: String) -> TransferError {
        TransferError(.tooLarge, "\(request.method) \(request.displayURL): \(what)")
    }

    static func cancelled(_ request: HTTPRequest) -> TransferError {
        TransferError(.cancelled, "\(request.method) \(request.displayURL): cancelled")
    }
}
