import HTTPTypes
import Hummingbird

/// What a form of one of our pages sends.
struct Form: Sendable {
    /// Forms of ours are small: a token, a few inputs.
    private static let maximumBytes = 256 << 10

    let fields: [(name: String, text: String)]

    /// - Throws: ``Problem`` for another kind of body, or one that is too large.
    init(_ request: Request) async throws {
        let type = request.headers[.contentType]?.split(separator: ";").first?.lowercased()
        guard type == "application/x-www-form-urlencoded" else {
            throw Problem(.unsupportedMediaType, "a form is expected here")
        }
        fields = FormFields(String(buffer: try await request.body.collect(upTo: Self.maximumBytes))).all
    }

    init(fields: [(name: String, text: String)]) { self.fields = fields }

    /// The last one of that name: a ticked box comes after the hidden field that says false.
    subscript(name: String) -> String? { fields.last { $0.name == name }?.text }
}
