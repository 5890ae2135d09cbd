import Core
import GRDB

/// Columns as values of ours. The schema's checks make the failures impossible, short of a damaged file: `corrupt`.
extension Row {
    func optional<Value: DatabaseValueConvertible>(_ column: String, as type: Value.Type = Value.self) throws -> Value?
    {
        let stored: DatabaseValue = self[column]
        if stored.isNull { return nil }
        guard let value = Value.fromDatabaseValue(stored) else { throw Self.damage(column) }
        return value
    }

    func value<Value: DatabaseValueConvertible>(_ column: String, as type: Value.Type = Value.self) throws -> Value {
        guard let value = try optional(column, as: type) else { throw Self.damage(column) }
        return value
    }

    func id<Subject>(_ column: String) throws -> Identifier<Subject> {
        Identifier(try value(column))
    }

    func optionalID<Subject>(_ column: String) throws -> Identifier<Subject>? {
        try optional(column).map { Identifier($0) }
    }

    func time(_ column: String) throws -> Timestamp {
        Timestamp(milliseconds: try value(column))
    }

    func optionalTime(_ column: String) throws -> Timestamp? {
        try optional(column).map { Timestamp(milliseconds: $0) }
    }

    func ref(_ column: String) throws -> GitRef? {
        try optional(column).map { GitRef($0) }
    }

    func sha(_ column: String) throws -> CommitSHA? {
        guard let hex = try optional(column, as: String.self) else { return nil }
        guard let sha = CommitSHA(hex) else { throw Self.damage(column) }
        return sha
    }

    /// A value that is spelled in the column as in Swift.
    func choice<Choice: RawRepresentable<String>>(_ column: String) throws -> Choice {
        guard let choice = Choice(rawValue: try value(column)) else { throw Self.damage(column) }
        return choice
    }

    func optionalChoice<Choice: RawRepresentable<String>>(_ column: String) throws -> Choice? {
        guard let text = try optional(column, as: String.self) else { return nil }
        guard let choice = Choice(rawValue: text) else { throw Self.damage(column) }
        return choice
    }

    func json<Value: Decodable>(_ column: String, as type: Value.Type = Value.self) throws -> Value {
        do {
            return try JSONText.decode(type, from: try value(column))
        } catch let error as DecodingError {
            throw StoreError(.corrupt, "the database is damaged: column \(column) cannot be read", cause: error)
        }
    }

    static func damage(_ column: String) -> StoreError {
        StoreError(.corrupt, "the database is damaged: column \(column) holds what no version writes")
    }
}
