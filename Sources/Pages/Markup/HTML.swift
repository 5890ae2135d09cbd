/// A piece of HTML that is safe to put into a page.
///
/// Only literals in our own source are taken as they are; every text that is interpolated is escaped, so forgetting to
/// escape is not possible, and the compiler sees to what each place of a page holds. Attributes are written in double quotes.
///
/// ```swift
/// let cell: HTML = "<td title=\"\(title)\">\(name)</td>"
/// ```
public struct HTML: Hashable, Sendable {
    public fileprivate(set) var text: String

    public static let empty: HTML = ""

    public mutating func append(_ other: HTML) { text += other.text }

    public static func + (left: HTML, right: HTML) -> HTML { HTML(text: left.text + right.text) }
    public static func += (left: inout HTML, right: HTML) { left.text += right.text }

    public var isEmpty: Bool { text.isEmpty }

    private init(text: String) {
        self.text = text
    }
}

extension HTML: ExpressibleByStringInterpolation {
    public init(stringLiteral value: StaticString) {
        text = value.description
    }

    public init(stringInterpolation: StringInterpolation) {
        text = stringInterpolation.text
    }

    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        public init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 16)
        }

        public mutating func appendLiteral(_ literal: StaticString) { text += literal.description }

        public mutating func appendInterpolation(_ unsafe: String) { text += unsafe.escapedForHTML }
        public mutating func appendInterpolation(_ number: some BinaryInteger) { text += String(number) }
        public mutating func appendInterpolation(_ html: HTML) { text += html.text }
        public mutating func appendInterpolation(_ parts: [HTML]) { for part in parts { text += part.text } }
        public mutating func appendInterpolation(_ html: HTML?) { if let html { text += html.text } }

        /// An attribute that is there or not, with its space: `<option\(flag: "selected", isChosen)>`.
        public mutating func appendInterpolation(flag name: StaticString, _ isSet: Bool) {
            if isSet { text += " " + name.description }
        }
    }
}

extension [HTML] {
    public func joined(separator: HTML = "") -> HTML {
        var result = HTML.empty
        for (index, part) in enumerated() {
            if index > 0 { result += separator }
            result += part
        }
        return result
    }
}
