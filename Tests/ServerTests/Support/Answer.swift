import Core
import HTTPTypes

/// What the router answered.
struct Answer: Sendable {
    var status: HTTPResponse.Status
    var headers: HTTPFields
    var body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }

    var json: Value {
        get throws { try Value(json: body) }
    }

    /// Of a problem.
    var detail: String? { try? json["detail"]?.string }

    func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }
}
