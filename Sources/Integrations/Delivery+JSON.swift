import Core

extension Delivery {
    /// The body as a JSON object. A body without a content type is taken for JSON; every other type is refused.
    func jsonObject() throws(WebhookError) -> Fields {
        try checkContentType()
        guard body.count <= Self.maximumBodySize else {
            throw WebhookError(.tooLarge, "The body has \(body.count) bytes, more than \(Self.maximumBodySize)")
        }
        let value: Value
        do throws(JSONError) {
            value = try Value(json: body)
        } catch {
            throw WebhookError(.notJSON, "The body is not JSON: \(error)", cause: error)
        }
        guard value.object != nil else {
            throw WebhookError(.wrongField, "The body is \(value.typeName) where a JSON object belongs")
        }
        return Fields(value)
    }

    private func checkContentType() throws(WebhookError) {
        guard let header = headers["content-type"] else { return }
        let type = (header.split(separator: ";").first ?? "").lowercased().filter { $0 != " " && $0 != "\t" }
        if type == "application/json" || type.hasPrefix("application/") && type.hasSuffix("+json") { return }
        throw WebhookError(
            .wrongContentType,
            "The body's content type is '\(type.prefix(100))'; in the webhook's settings at the forge, "
                + "set the content type to application/json")
    }

    /// A header's value if it may serve as a name: printable ASCII, at most 200 characters.
    func name(in header: String) -> String? {
        guard let value = headers[header], !value.isEmpty, value.utf8.count <= 200,
            value.utf8.allSatisfy({ (0x20..<0x7F).contains($0) })
        else { return nil }
        return value
    }
}
