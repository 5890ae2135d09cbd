import Foundation
import FoundationEssentials
import Hummingbird

/// The fields of an HTML form (`application/x-www-form-urlencoded`), in the order they were sent.
struct Form: Sendable {
    /// Forms of ours are small: a token, a few inputs.
    private static let maximumBytes = 256 << 10

    private(set) var fields: [(name: String, text: String)] = []

    /// - Throws: ``Problem`` for another kind of body, one that is too large, or one that is not a form.
    init(_ request: Request) async throws {
        let type = request.headers[.contentType]?.split(separator: ";").first?.lowercased()
        guard type == "application/x-www-form-urlencoded" else {
            throw Problem(.unsupportedMediaType, "a form is expected here")
        }
        let buffer = try await request.body.collect(upTo: Self.maximumBytes)
        for pair in String(buffer: buffer).split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decode(parts[0]), let text = Self.decode(parts.count > 1 ? parts[1] : "") else {
                throw Problem(.badRequest, "the form's encoding is broken")
            }
            fields.append((name, text))
        }
    }

    /// The last one of that name: a ticked box comes after the hidden field that says false.
    subscript(name: String) -> String? { fields.last { $0.name == name }?.text }

    private static func decode(_ text: Substring) -> String? {
        String(text.map { $0 == "+" ? " " : $0 }).removingPercentEncoding
    }
}
