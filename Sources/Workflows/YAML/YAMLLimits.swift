/// How much a file may ask for. The defaults are far above any workflow and far below what would hurt.
struct YAMLLimits: Sendable {
    /// GitHub's reader stops at the same depth.
    var depth = 50
    /// A scalar weighs 8 and its length, a collection 8 and what it holds, an alias what it stands for. No file of a
    /// mebibyte comes near this without aliases; a bomb of aliases does at once.
    var weight = 8 << 20
}
