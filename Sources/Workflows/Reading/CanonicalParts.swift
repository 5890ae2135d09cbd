/// What of the workflow belongs to every job's definition.
struct CanonicalParts {
    var environment: YAMLNode?
    var defaults: YAMLNode?

    var text: String {
        "env:\(environment?.canonicalText ?? "null")\ndefaults:\(defaults?.canonicalText ?? "null")\njob:"
    }
}
