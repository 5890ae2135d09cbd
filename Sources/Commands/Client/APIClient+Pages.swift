import Core

extension APIClient {
    /// The server hands out at most this many at a time.
    private static let largestPage = 200

    /// - Parameter limit: how many at most; nil = all there are.
    func list<Model: Decodable>(
        _ type: Model.Type, _ path: String, query: [(String, String?)] = [], limit: Int?
    ) async throws -> [Answer<Model>] {
        var items: [Answer<Model>] = []
        var before: String?
        while true {
            let wanted = limit.map { min($0 - items.count, Self.largestPage) } ?? Self.largestPage
            guard wanted > 0 else { return items }
            let page = try await get(path, query: query + [("limit", String(wanted)), ("before", before)])
            items += try Self.items(page)
            guard let next = page["next"]?.number, let id = Int64(exactly: next), String(id) != before else {
                return items
            }
            before = String(id)
        }
    }

    /// A list that comes in one page.
    func whole<Model: Decodable>(_ type: Model.Type, _ path: String) async throws -> [Answer<Model>] {
        try Self.items(try await get(path))
    }

    private static func items<Model: Decodable>(_ page: Value) throws -> [Answer<Model>] {
        guard let items = page["items"]?.array else {
            throw CommandError(.refused, "the server's answer is no list: is that an Anneal server?")
        }
        return try items.map { try Answer($0) }
    }
}
