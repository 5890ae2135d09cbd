import Testing

@testable import Pages

@Suite struct AddressTests {
    @Test(arguments: ["https://a.example", "http://a.example:8080/x?y=z#w", "HTTPS://A.EXAMPLE/", "https://[::1]/"])
    func `an address of the web becomes a link`(address: String) {
        #expect(Address.web(address) == address)
    }

    @Test(arguments: [
        "javascript:alert(1)", "javascript://a.example/%0Aalert(1)", "data:text/html,x", "//a.example", "/runs/1", "",
        "https:a.example", "https", " https://a.example", "https://a.example/ x", "https://a.example/\u{202E}x",
        "java\nscript:alert(1)", "ftp://a.example", "file:///etc/passwd"
    ])
    func `anything else stays text`(address: String) {
        #expect(Address.web(address) == nil)
    }
}
