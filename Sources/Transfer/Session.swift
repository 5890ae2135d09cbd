import CCurlShims
import CLibCurl
import Synchronization

/// A pair of libcurl handles with the connections they keep open. Used by one thread at a time; only ``wake()`` may be
/// called from any thread while somebody holds the session.
///
/// The multi handle is there for its poll, which another thread can end: `curl_easy_perform` notices a cancellation only
/// after up to a second.
final class Session: @unchecked Sendable {
    let easy: UnsafeMutableRawPointer
    let multi: UnsafeMutableRawPointer
    private let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

    /// libcurl demands to be told once before anything else.
    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    init() throws(TransferError) {
        guard Self.isReady, let easy = curl_easy_init() else { throw TransferError(.other, "libcurl could not start") }
        guard let multi = curl_multi_init() else {
            curl_easy_cleanup(easy)
            throw TransferError(.other, "libcurl could not start")
        }
        (self.easy, self.multi) = (easy, multi)
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit {
        curl_easy_cleanup(easy)
        curl_multi_cleanup(multi)
        errorText.deallocate()
    }

    /// Forgets the last transfer's options but keeps its connections.
    func reset() {
        curl_easy_reset(easy)
        errorText[0] = 0
        set(CURLOPT_ERRORBUFFER, pointer: errorText)
    }

    func wake() { curl_multi_wakeup(multi) }

    var detail: String { String(cString: errorText) }

    var status: Int {
        var status = 0
        anneal_curl_get_long(easy, CURLINFO_RESPONSE_CODE, &status)
        return status
    }

    func set(_ option: CURLoption, _ value: Int) { anneal_curl_set_long(easy, option, value) }
    func set(_ option: CURLoption, _ text: String) { anneal_curl_set_string(easy, option, text) }
    func set(_ option: CURLoption, pointer: UnsafeMutableRawPointer?) { anneal_curl_set_pointer(easy, option, pointer) }
}
