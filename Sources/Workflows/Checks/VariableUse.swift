import Expressions

/// `${{ env.NAME }}` in a script, where the job or the workflow says what the variable is.
struct VariableUse {
    var name: String
    var source: Source
    var node: YAMLNode
    var job: String?
}
