import Core

/// Reads one YAML 1.2 document into a tree.
///
/// A reader of our own rather than a library's, because what a linter lives on is what the library at hand leaves out: the
/// place of every character of a scalar and of every key, bounded depth, aliases that are not hashed or copied, and
/// errors that do not end the whole process. Left out of YAML on purpose, with an error: keys that are not scalars,
/// `? key`, merge keys, directives other than `%YAML`, more than one document.
struct YAMLParser {
    let source: YAMLSource
    let limits: YAMLLimits
    var index: Int
    /// Where the current line starts.
    var lineStart: Int
    var anchors: [String: YAMLNode] = [:]
    /// Anchors of nodes that are still being read: an alias to one would be a ring.
    var openAnchors: Set<String> = []
    /// Where anchors stand that no alias has used so far.
    var unusedAnchors: [String: SourcePosition] = [:]
    /// Errors that did not stop the reading.
    private(set) var findings: [YAMLError] = []

    init(_ source: YAMLSource, limits: YAMLLimits = YAMLLimits()) {
        self.source = source
        self.limits = limits
        index = source.start
        lineStart = source.start
    }

    /// - Returns: nil for a file that holds nothing.
    mutating func parse() throws(YAMLError) -> YAMLNode? {
        try refuseControlCharacters()
        try parseDocumentStart()
        _ = try skipToContent()
        guard !isAtEnd else { return nil }
        let root = try parseBlockNode(indent: -1, role: .document, depth: 1)
        _ = try skipToContent()
        if isDocumentMarker, peek() == "." {
            advance(3)
            try expectLineEnd()
            _ = try skipToContent()
        }
        for (name, position) in unusedAnchors.sorted(by: { $0.value < $1.value }) { reportUnused(name, position) }
        guard isAtEnd else {
            throw isDocumentMarker
                ? error("a second document begins here", help: "Keep one workflow a file.")
                : error("this does not belong to anything above it", help: "Indent it like its neighbours.")
        }
        return root
    }

    private mutating func parseDocumentStart() throws(YAMLError) {
        _ = try skipToContent()
        while peek() == "%", column == 0 {
            guard source.scalars[index...].starts(with: "%YAML ".unicodeScalars) else {
                throw error("directives are not supported", help: "Remove this line.")
            }
            skipLine()
            _ = try skipToContent()
        }
        if isDocumentMarker, peek() == "-" { advance(3) }
    }

    private func refuseControlCharacters() throws(YAMLError) {
        for (index, scalar) in source.scalars.enumerated() {
            switch scalar.value {
            case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xFEFE, 0xFF00...0xFFFD, 0x1_0000...0x10_FFFF: continue
            case 0xFEFF where index == 0: continue
            default:
                let code = String(scalar.value, radix: 16, uppercase: true)
                throw YAMLError(
                    kind: .syntax, message: "the control character U+\(code) is not allowed in YAML",
                    help: "Remove it; between double quotes, write it as an escape such as \\x1B.",
                    position: source.position(at: index))
            }
        }
    }
}

extension YAMLParser {
    var isAtEnd: Bool { index >= source.scalars.count }
    /// Counted from 0.
    var column: Int { index - lineStart }

    /// NUL past the end: no file may hold one.
    func peek(_ distance: Int = 0) -> Unicode.Scalar {
        index + distance < source.scalars.count ? source.scalars[index + distance] : "\0"
    }

    mutating func advance(_ count: Int = 1) { index += count }

    func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }
    func isBreak(_ scalar: Unicode.Scalar) -> Bool { scalar == "\n" || scalar == "\r" }
    func isSpace(_ scalar: Unicode.Scalar) -> Bool { isBlank(scalar) || isBreak(scalar) || scalar == "\0" }
    func isFlowIndicator(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "," || scalar == "[" || scalar == "]" || scalar == "{" || scalar == "}"
    }

    /// `---` or `...` at the start of a line.
    var isDocumentMarker: Bool {
        guard column == 0, peek() == "-" || peek() == "." else { return false }
        return peek(1) == peek() && peek(2) == peek() && isSpace(peek(3))
    }

    mutating func consumeBreak() {
        advance(peek() == "\r" && peek(1) == "\n" ? 2 : 1)
        lineStart = index
    }

    mutating func skipBlanks() {
        while isBlank(peek()) { advance() }
    }

    mutating func skipLine() {
        while !isAtEnd, !isBreak(peek()) { advance() }
    }

    /// Skips blanks, comments and line breaks.
    /// - Returns: whether a line break was among them.
    mutating func skipToContent(inFlow: Bool = false) throws(YAMLError) -> Bool {
        var hasCrossed = false
        let isLineStart = index == lineStart
        while true {
            skipBlanks()
            if peek() == "#", index == lineStart || isSpace(source.scalars[index - 1]) { skipLine() }
            guard isBreak(peek()) else { break }
            consumeBreak()
            hasCrossed = true
        }
        if hasCrossed || isLineStart, !inFlow, !isAtEnd,
            let tab = source.scalars[lineStart..<index].firstIndex(of: "\t")
        {
            index = tab
            throw error("a tab can't indent", help: "Use spaces.")
        }
        return hasCrossed
    }

    /// After a value, nothing but a comment may follow on its line.
    mutating func expectLineEnd() throws(YAMLError) {
        let end = index
        skipBlanks()
        if isAtEnd || isBreak(peek()) || (peek() == "#" && index > end) { return }
        if peek() == ":" {
            throw error(
                "a second ': ' can't follow in the same value", help: "Put the text between quotes, or break the line.")
        }
        throw error("unexpected text after the end of the value", help: "Put the whole value between quotes.")
    }

    func error(
        _ message: String, help: String, kind: YAMLError.Kind = .syntax, at index: Int? = nil
    ) -> YAMLError {
        YAMLError(kind: kind, message: message, help: help, position: source.position(at: index ?? self.index))
    }

    /// After this many, nobody reads on, and a hostile file must not make us go on for long.
    static let maximumFindings = 1000

    mutating func report(_ finding: YAMLError) {
        guard findings.count < Self.maximumFindings else { return }
        findings.append(finding)
    }

    func checkDepth(_ depth: Int) throws(YAMLError) {
        guard depth <= limits.depth else {
            throw error("nested more than \(limits.depth) levels deep", help: "Make the file flatter.", kind: .limit)
        }
    }

    /// Adds to a collection's weight, which nothing may grow over the limit.
    func weigh(_ node: YAMLNode, into weight: inout Int) throws(YAMLError) {
        weight += node.weight
        guard weight <= limits.weight else {
            throw error(
                "the file is too large once its aliases are written out", help: "Use fewer aliases of aliases.",
                kind: .limit)
        }
    }
}
