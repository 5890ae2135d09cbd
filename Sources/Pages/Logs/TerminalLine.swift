/// One line of a log as a terminal would show it: colours kept, other control sequences dropped, and of a progress bar
/// that is drawn over and over only what was drawn last.
struct TerminalLine {
    struct Piece: Hashable {
        var text: String
        var style: TerminalStyle
    }

    private(set) var pieces: [Piece] = []

    /// - Parameters:
    ///   - bytes: without the line end.
    ///   - style: how the line before ended; afterwards how this one does.
    init(_ bytes: ArraySlice<UInt8>, style: inout TerminalStyle) {
        var text: [UInt8] = []
        var place = bytes.startIndex
        func flush(_ style: TerminalStyle, _ pieces: inout [Piece]) {
            guard !text.isEmpty else { return }
            pieces.append(Piece(text: String(decoding: text, as: UTF8.self), style: style))
            text.removeAll(keepingCapacity: true)
        }
        while place < bytes.endIndex {
            switch bytes[place] {
            case Self.escape:
                flush(style, &pieces)
                place = Self.sequence(bytes, from: place, style: &style)
            case UInt8(ascii: "\r"):
                place += 1
                // The carriage returns before a line end overwrite nothing.
                if bytes[place...].contains(where: { $0 != UInt8(ascii: "\r") }) {
                    text.removeAll(keepingCapacity: true)
                    pieces.removeAll(keepingCapacity: true)
                }
            case let byte:
                text.append(byte)
                place += 1
            }
        }
        flush(style, &pieces)
    }

    /// Without colours.
    var text: String { pieces.map(\.text).joined() }

    var html: HTML {
        pieces.map { piece -> HTML in
            let classes = piece.style.classes
            return classes.isEmpty ? "\(piece.text)" : "<span class=\"\(classes)\">\(piece.text)</span>"
        }.joined()
    }

    private static let escape: UInt8 = 0x1B
    /// More numbers than this in one sequence mean nothing to any terminal.
    private static let maximumParameters = 32

    /// - Returns: the place after the sequence; the end of the line for one that does not end.
    private static func sequence(
        _ bytes: ArraySlice<UInt8>, from start: Int, style: inout TerminalStyle
    ) -> Int {
        var place = start + 1
        guard place < bytes.endIndex else { return place }
        switch bytes[place] {
        case UInt8(ascii: "["):
            place += 1
            let first = place
            while place < bytes.endIndex, !(0x40...0x7E).contains(bytes[place]) { place += 1 }
            guard place < bytes.endIndex else { return place }
            if bytes[place] == UInt8(ascii: "m") {
                let numbers = bytes[first..<place].split(
                    maxSplits: maximumParameters, omittingEmptySubsequences: false,
                    whereSeparator: { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: ":") })
                style.apply(numbers.map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 })
            }
            return place + 1
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"):
            // A string for the terminal (title, link): ends with BEL or ESC \.
            while place < bytes.endIndex {
                if bytes[place] == 0x07 { return place + 1 }
                if bytes[place] == escape, place + 1 < bytes.endIndex, bytes[place + 1] == UInt8(ascii: "\\") {
                    return place + 2
                }
                place += 1
            }
            return place
        default:
            return place + 1
        }
    }
}
