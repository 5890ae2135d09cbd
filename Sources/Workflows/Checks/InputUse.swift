import Expressions

/// `${{ inputs.NAME }}` in a script.
struct InputUse {
    var name: String
    var source: Source
    var node: YAMLNode
}
