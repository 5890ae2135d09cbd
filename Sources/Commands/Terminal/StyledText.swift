/// Text for a person: what is written in our source is taken as it is, what is put in with `\(…)` is somebody else's and
/// is made harmless, so that no name or message of a stranger moves the cursor or fakes a line.
struct StyledText: ExpressibleByStringInterpolation, Sendable, Equatable {
    enum Style: String, Sendable {
        case plain = ""
        case bold = "1"
        case dim = "2"
        case red = "31"
        case green = "32"
        case yellow = "33"
        case blue = "34"
    }

    fileprivate struct Piece: Sendable, Equatable {
        var text: String
        var style: Style
    }

    fileprivate var pieces: [Piece] = []

    init(stringLiteral value: String) { pieces = [Piece(text: value, style: .plain)] }

    init(_ text: String, _ style: Style = .plain) { pieces = [Piece(text: text.printable, style: style)] }

    init(stringInterpolation: Interpolation) { pieces = stringInterpolation.pieces }

    struct Interpolation: StringInterpolationProtocol {
        fileprivate var pieces: [Piece] = []

        init(literalCapacity: Int, interpolationCount: Int) {}

        mutating func appendLiteral(_ literal: String) { pieces.append(Piece(text: literal, style: .plain)) }

        mutating func appendInterpolation(_ text: String, _ style: Style = .plain) {
            pieces.append(Piece(text: text.printable, style: style))
        }

        mutating func appendInterpolation(_ number: some BinaryInteger) { appendLiteral(String(number)) }

        mutating func appendInterpolation(_ text: StyledText) { pieces += text.pieces }
    }

    /// In characters, which on a terminal are columns for nearly every text.
    var width: Int { pieces.reduce(0) { $0 + $1.text.count } }

    func text(coloured: Bool) -> String {
        pieces.reduce(into: "") { text, piece in
            let isStyled = coloured && piece.style != .plain && !piece.text.isEmpty
            text += isStyled ? "\u{1B}[\(piece.style.rawValue)m\(piece.text)\u{1B}[0m" : piece.text
        }
    }

    static func + (left: StyledText, right: StyledText) -> StyledText { "\(left)\(right)" }

    func padded(to width: Int) -> StyledText {
        self + StyledText(String(repeating: " ", count: max(0, width - self.width)))
    }
}
