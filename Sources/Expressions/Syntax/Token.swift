/// A word of an expression and the scalars it covers.
struct Token {
    enum Kind: Equatable {
        case leftParenthesis
        case rightParenthesis
        case leftBracket
        case rightBracket
        case comma
        case dot
        case star
        case not
        case and
        case or
        case comparison(Comparison)
        case number(Double)
        case string(String)
        case bool(Bool)
        case null
        case identifier
        case end
    }

    var kind: Kind
    var span: Range<Int>
}
