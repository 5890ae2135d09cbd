import FoundationEssentials

enum Coding {
    static func roundTrip<Content: Codable>(_ content: Content) throws -> Content {
        try JSONDecoder().decode(Content.self, from: JSONEncoder().encode(content))
    }
}
