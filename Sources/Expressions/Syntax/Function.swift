/// The functions of the language, by lower-case name: names are compared without case.
enum Function: String, CaseIterable, Sendable {
    case contains
    case startsWith = "startswith"
    case endsWith = "endswith"
    case format
    case join
    case toJSON = "tojson"
    case fromJSON = "fromjson"
    case hashFiles = "hashfiles"
    case choose = "case"
    case success
    case failure
    case always
    case cancelled

    /// As users write it.
    var name: String {
        switch self {
        case .startsWith: "startsWith"
        case .endsWith: "endsWith"
        case .toJSON: "toJSON"
        case .fromJSON: "fromJSON"
        case .hashFiles: "hashFiles"
        default: rawValue
        }
    }

    /// How many arguments it takes. 255 is GitHub's limit for functions without one of their own.
    var arity: ClosedRange<Int> {
        switch self {
        case .contains, .startsWith, .endsWith: 2...2
        case .format, .hashFiles: 1...255
        case .join: 1...2
        case .toJSON, .fromJSON: 1...1
        case .choose: 3...255
        case .success, .failure, .always, .cancelled: 0...0
        }
    }

    /// An `if:` that calls one of these says itself what to do after a failure.
    var isStatus: Bool {
        switch self {
        case .success, .failure, .always, .cancelled: true
        default: false
        }
    }
}
