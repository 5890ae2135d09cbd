import FoundationEssentials
import Glibc

extension JobPlan {
    /// Bigger plans are refused: a plan holds scripts and contexts, not data.
    static let maximumBytes = 64 << 20

    /// The version is looked at before anything else, so that a plan of another one is not called malformed.
    private struct Versioned: Decodable {
        let version: Int
        let plan: JobPlan?

        private enum Key: CodingKey { case version }

        init(from decoder: any Decoder) throws {
            version = try decoder.container(keyedBy: Key.self).decode(Int.self, forKey: .version)
            plan = version == JobPlan.currentVersion ? try JobPlan(from: decoder) : nil
        }
    }

    /// Reads `plan.json`.
    ///
    /// - Throws: ``JobProtocolError`` when it is missing, not a plan, or of a version this build does not know.
    public init(readFrom directory: JobDirectory) throws {
        let file = try OpenFile(directory.plan, O_RDONLY)
        let size = try file.size()
        guard size <= Self.maximumBytes else {
            throw JobProtocolError(.malformed, "\(size) bytes are too many for a plan", path: directory.plan)
        }
        let data = Data(try file.read(at: 0, count: size))
        do {
            let found = try JSONDecoder().decode(Versioned.self, from: data)
            guard let plan = found.plan else {
                throw JobProtocolError(
                    .unknownVersion,
                    "plan of version \(found.version), but this supervisor knows version \(Self.currentVersion); "
                        + "install anneal and anneal-supervisor of the same release", path: directory.plan)
            }
            self = plan
        } catch let error as DecodingError {
            throw JobProtocolError(.malformed, "not a plan: \(Self.describe(error))", path: directory.plan)
        }
    }

    /// Makes the directory (and its parents) and writes `plan.json`, so that a reader sees all of it or nothing.
    ///
    /// - Parameter durable: also after a power cut.
    public func write(to directory: JobDirectory, durable: Bool = true) throws {
        try directory.create()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let draft = directory.plan + ".new"
        let file = try OpenFile(draft, O_WRONLY | O_CREAT | O_TRUNC)
        try file.write(Array(try encoder.encode(self)))
        if durable { try file.synchronize() }
        guard rename(draft, directory.plan) == 0 else { throw JobProtocolError.io("rename", draft) }
    }

    private static func describe(_ error: DecodingError) -> String {
        func place(_ context: DecodingError.Context) -> String {
            let keys = context.codingPath.map(\.stringValue).joined(separator: ".")
            return keys.isEmpty ? context.debugDescription : "\(keys): \(context.debugDescription)"
        }
        switch error {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            return place(context)
        case .keyNotFound(let key, let context):
            return "no \(key.stringValue); " + place(context)
        @unknown default:
            return "\(error)"
        }
    }
}

extension JobDirectory {
    /// Makes the directory and its parents, mode 0755.
    public func create() throws(JobProtocolError) {
        var position = path.startIndex
        while position < path.endIndex {
            let next = path[path.index(after: position)...].firstIndex(of: "/") ?? path.endIndex
            let parent = String(path[..<next])
            guard mkdir(parent, 0o755) == 0 || errno == EEXIST || errno == EISDIR else {
                throw .io("make the folder", parent)
            }
            position = next
        }
    }
}
