import Core
import Foundation
import FoundationEssentials
import HTTPTypes
import Hummingbird
import OrderedCollections

extension Request {
    /// API bodies are small; a webhook's size is not for them.
    private static var maximumBody: Int { 1 << 20 }

    /// - Throws: ``Problem`` that names the field that is missing or of the wrong type.
    func decode<Body: Decodable & FieldList>(_ type: Body.Type) async throws -> Body {
        let members = try await fields(Body.fields)
        do {
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            return try decoder.decode(type, from: Data(Value.object(members).json().utf8))
        } catch let error as DecodingError {
            throw Problem(.badRequest, error.sentence)
        }
    }

    /// The body's fields as they are, for bodies that carry JSON of the sender's own.
    ///
    /// - Throws: ``Problem`` when the body is no object, or has a field that is not among `known`.
    func fields(_ known: [String]) async throws -> OrderedDictionary<String, Value> {
        let buffer = try await body.collect(upTo: Self.maximumBody)
        let object: Value
        do {
            object = try Value(json: Array(buffer.readableBytesView))
        } catch {
            throw Problem(.badRequest, "the body is not JSON: \(error)")
        }
        guard case .object(let members) = object else { throw Problem(.badRequest, "the body has to be a JSON object") }
        for key in members.keys where !known.contains(key) {
            throw Problem(.badRequest, "unknown field '\(key)'; known are: \(known.joined(separator: ", "))")
        }
        return members
    }

    /// The fields of the address's query.
    var queryFields: [(name: String, text: String)] { uri.query.map { FormFields($0).all } ?? [] }

    func query(_ name: String) -> String? { queryFields.first { $0.name == name }?.text }

    /// - Throws: ``Problem`` when it is there and not one of these.
    func query<Choice: RawRepresentable & CaseIterable>(_ name: String, as type: Choice.Type) throws -> Choice?
    where Choice.RawValue == String {
        guard let text = query(name) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            let all = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problem(.badRequest, "'\(text)' is not a \(name); known are: \(all)")
        }
        return choice
    }

    func query<Subject>(_ name: String, as type: Identifier<Subject>.Type) throws -> Identifier<Subject>? {
        guard let text = query(name) else { return nil }
        guard let id = Identifier<Subject>(text) else { throw Problem(.badRequest, "'\(name)' has to be a number") }
        return id
    }

    func query(_ name: String, in range: ClosedRange<Int>, default fallback: Int) throws -> Int {
        guard let text = query(name) else { return fallback }
        guard let number = Int(text), range.contains(number) else {
            throw Problem(.badRequest, "'\(name)' has to be a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }
}

/// The field names a request body may have, as they are spelt in JSON.
protocol FieldList {
    static var fields: [String] { get }
}

extension BasicRequestContext {
    func id<Subject>(_ name: String) throws -> Identifier<Subject> {
        guard let id = parameters.get(name).flatMap({ Identifier<Subject>(String($0)) }) else {
            throw Problem(.notFound, "there is nothing here: '\(parameters.get(name) ?? "")' is not a number")
        }
        return id
    }

    func text(_ name: String) throws -> String {
        guard let text = parameters.get(name), let decoded = String(text).removingPercentEncoding else {
            throw Problem(.notFound, "there is nothing here")
        }
        return decoded
    }
}

extension DecodingError {
    /// What is wrong with which field, without Swift's words.
    var sentence: String {
        switch self {
        case .keyNotFound(let key, _): "the field '\(key.stringValue)' is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            "the field '\(context.codingPath.map(\.stringValue).joined(separator: "."))': \(context.debugDescription)"
        @unknown default: "the body has the wrong shape"
        }
    }
}
