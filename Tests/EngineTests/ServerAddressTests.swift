import Foundation
import Testing

@testable import Engine

@Suite struct ServerAddressTests {
    @Test(arguments: ["http://0.0.0.0:8080", "http://[::]:8080"])
    func `links of a server that listens anywhere name the machine`(address: String) {
        let known = ServerAddress(publicURL: nil)
        #expect(known.publicURL.isEmpty)
        known.set(address)
        #expect(known.publicURL == "http://\(ProcessInfo.processInfo.hostName):8080")
        #expect(known.current == address, "jobs on this machine need no name")
    }

    @Test func `what was configured stands in links, and else where the server listens`() {
        let told = ServerAddress(publicURL: "https://ci.example")
        told.set("http://127.0.0.1:8080")
        #expect(told.publicURL == "https://ci.example")
        let known = ServerAddress(publicURL: nil)
        known.set("http://127.0.0.1:8080")
        #expect(known.publicURL == "http://127.0.0.1:8080")
    }
}
