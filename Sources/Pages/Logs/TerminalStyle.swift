/// How a terminal would draw the next character (ECMA-48, "select graphic rendition").
struct TerminalStyle: Hashable, Sendable {
    private var foreground: TerminalColor?
    private var background: TerminalColor?
    private var isBold = false
    private var isFaint = false
    private var isItalic = false
    private var isUnderlined = false
    private var isStruck = false
    private var isInverse = false

    static let plain = TerminalStyle()

    /// Names of the style sheet, split by spaces; empty when plain.
    var classes: String {
        var names: [String] = []
        if let color = isInverse ? background : foreground { names.append("f\(color.index)") }
        if let color = isInverse ? foreground : background { names.append("b\(color.index)") }
        if isInverse, foreground == nil { names.append("inv") }
        if isBold { names.append("bo") }
        if isFaint { names.append("fa") }
        if isItalic { names.append("it") }
        if isUnderlined { names.append("un") }
        if isStruck { names.append("st") }
        return names.joined(separator: " ")
    }

    /// - Parameter parameters: the numbers of the sequence; a missing one is 0.
    mutating func apply(_ parameters: [Int]) {
        var rest = parameters.isEmpty ? [0] : parameters[...]
        while let code = rest.popFirst() {
            switch code {
            case 0: self = .plain
            case 1: isBold = true
            case 2: isFaint = true
            case 3: isItalic = true
            case 4: isUnderlined = true
            case 7: isInverse = true
            case 9: isStruck = true
            case 22: (isBold, isFaint) = (false, false)
            case 23: isItalic = false
            case 24: isUnderlined = false
            case 27: isInverse = false
            case 29: isStruck = false
            case 30...37: foreground = TerminalColor(code - 30)
            case 38: if let color = Self.extended(&rest) { foreground = color }
            case 39: foreground = nil
            case 40...47: background = TerminalColor(code - 40)
            case 48: if let color = Self.extended(&rest) { background = color }
            case 49: background = nil
            case 90...97: foreground = TerminalColor(code - 90 + 8)
            case 100...107: background = TerminalColor(code - 100 + 8)
            default: break
            }
        }
    }

    /// What follows 38 or 48: `5;N`, or `2;R;G;B`.
    private static func extended(_ rest: inout ArraySlice<Int>) -> TerminalColor? {
        switch rest.popFirst() {
        case 5: return rest.popFirst().flatMap(TerminalColor.init(table:))
        case 2:
            guard let red = rest.popFirst(), let green = rest.popFirst(), let blue = rest.popFirst(),
                [red, green, blue].allSatisfy((0...255).contains)
            else { return nil }
            return TerminalColor(red: red, green: green, blue: blue)
        default: return nil
        }
    }
}
