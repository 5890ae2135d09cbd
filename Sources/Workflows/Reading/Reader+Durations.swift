import Core

extension Reader {
    /// `90s`, `5m`, `1h30m`, `12h`, `30d`, `2w`.
    func duration(_ node: YAMLNode, _ what: String) -> Located<Duration>? {
        guard let text = text(node, what) else { return nil }
        if let duration = Duration(written: text.content) { return Located(duration, at: text.position) }
        report(
            .invalidValue, "'\(text.content.prefix(40))' is no length of time",
            help: "Write numbers with s, m, h, d or w, as in 90s, 1h30m or 30d.", at: text.position)
        return nil
    }
}

extension Duration {
    /// Longer than anything that makes sense, and far from the edge of any arithmetic: a century.
    private static let longest = 100 * 366 * 86_400

    init?(written text: String) {
        var seconds = 0
        var digits = ""
        for scalar in text.unicodeScalars {
            if ("0"..."9").contains(scalar), digits.count < 12 {
                digits.unicodeScalars.append(scalar)
                continue
            }
            guard let unit = Self.seconds(scalar), let count = Int(digits) else { return nil }
            let (product, overflows) = count.multipliedReportingOverflow(by: unit)
            guard !overflows, product <= Self.longest else { return nil }
            seconds += product
            digits = ""
        }
        guard digits.isEmpty, seconds > 0, seconds <= Self.longest else { return nil }
        self = .seconds(seconds)
    }

    private static func seconds(_ unit: Unicode.Scalar) -> Int? {
        switch unit {
        case "s": 1
        case "m": 60
        case "h": 3600
        case "d": 86_400
        case "w": 604_800
        default: nil
        }
    }
}
