/// The sixteen colours of a terminal; the style sheet gives each a shade that can be read in both schemes.
///
/// Styles cannot be written into a page (its security policy forbids it), so the 256 and the 16 million colours become
/// the nearest of these.
struct TerminalColor: Hashable, Sendable {
    /// 0 to 15: black, red, green, yellow, blue, magenta, cyan, white, then the bright ones.
    let index: Int

    init(_ index: Int) {
        self.index = index & 15
    }

    init(red: Int, green: Int, blue: Int) {
        func distance(_ index: Int) -> Int {
            let shade = Self.shades[index]
            let (r, g, b) = (shade.0 - red, shade.1 - green, shade.2 - blue)
            // The eye is keenest for green and dullest for blue.
            return 3 * r * r + 6 * g * g + b * b
        }
        index = (0..<16).min { distance($0) < distance($1) } ?? 7
    }

    /// A colour of the table of 256: the sixteen, a cube of 6×6×6, 24 greys.
    init?(table number: Int) {
        switch number {
        case 0..<16: self.init(number)
        case 16..<232:
            let levels = [0, 95, 135, 175, 215, 255]
            let place = number - 16
            self.init(red: levels[place / 36], green: levels[place / 6 % 6], blue: levels[place % 6])
        case 232..<256:
            let grey = 8 + (number - 232) * 10
            self.init(red: grey, green: grey, blue: grey)
        default: return nil
        }
    }

    /// As xterm has them.
    private static let shades: [(Int, Int, Int)] = [
        (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
        (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255),
        (255, 255, 255)
    ]
}
