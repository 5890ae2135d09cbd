import Core
import Engine
import HTTPTypes
import Hummingbird
import OrderedCollections
import Testing

@testable import Server

@Suite struct OpenAPITests {
    @Test func `the document describes every route for programs, and no other`() async throws {
        let server = try await TestServer()
        let document = try await server.get("/api/v1/openapi.json").json
        var described: Set<String> = []
        for (path, operations) in try #require(document["paths"]?.object) {
            for method in try #require(operations.object).keys { described.insert(method.uppercased() + " " + path) }
        }
        let routes = server.server.router().routes.map { route in
            let path = route.path.description.split(separator: "/", omittingEmptySubsequences: false)
                .map { $0.hasPrefix(":") ? "{\($0.dropFirst())}" : $0.hasPrefix("{") ? String($0) : String($0) }
                .joined(separator: "/")
            return "\(route.method.rawValue) \(path.hasPrefix("/") ? path : "/" + path)"
        }
        let programs = Set(routes.filter { $0.contains(" /api/") || $0.contains(" /live") })
        #expect(described == programs)
        #expect(programs.count > 20)
    }

    @Test func `what a path has in braces is a parameter, and the other way round`() async throws {
        let server = try await TestServer()
        for endpoint in API.endpoints(engine: server.engine, configuration: server.server.configuration) {
            let inPath = Set(endpoint.path.matches(of: /\{(\w+)\}/).map { String($0.1) })
            let declared = Set(endpoint.parameters.filter { $0.place == .path }.map(\.name))
            #expect(inPath == declared, "\(endpoint.method) \(endpoint.path)")
        }
    }
}
