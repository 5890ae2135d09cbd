import FuzzWebhooks

/// libFuzzer has the `main` of this program and calls this for each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    WebhookFuzzer.run(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}
