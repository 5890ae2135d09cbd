/// Reads one field: `*`, `5`, `1-5`, `*/15`, `20/15`, `MON,WED-FRI`. The values are bits.
struct CronParser {
    let field: CronField
    /// Where the field begins in the whole text, in scalars.
    let offset: Int

    func parse(_ text: Substring) throws(CronError) -> UInt64 {
        var bits: UInt64 = 0
        var position = offset
        for item in text.split(separator: ",", omittingEmptySubsequences: false) {
            bits |= try self.item(item, position)
            position += item.unicodeScalars.count + 1
        }
        return bits
    }

    private func item(_ item: Substring, _ position: Int) throws(CronError) -> UInt64 {
        let parts = item.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let step = parts.count == 2 ? try self.step(parts[1], position) : 1
        let range = try self.range(parts[0], hasStep: parts.count == 2, position)
        return stride(from: range.lowerBound, through: range.upperBound, by: step).reduce(0) { $0 | 1 << UInt64($1) }
    }

    private func range(_ text: Substring, hasStep: Bool, _ position: Int) throws(CronError) -> ClosedRange<Int> {
        if text == "*" { return field.range }
        let ends = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        let low = try value(ends[0], position)
        guard ends.count == 2 else { return low...(hasStep ? field.range.upperBound : low) }
        let high = try value(ends[1], position)
        guard low <= high else {
            throw error("the range '\(text)' of the \(field.name) runs backwards", "Write it as two ranges.", position)
        }
        return low...high
    }

    private func step(_ text: Substring, _ position: Int) throws(CronError) -> Int {
        guard let step = number(text), step > 0 else {
            throw error("'\(text)' is no step of the \(field.name)", "Use a whole number above 0.", position)
        }
        return min(step, 1000)
    }

    private func value(_ text: Substring, _ position: Int) throws(CronError) -> Int {
        if let index = field.names.firstIndex(of: text.uppercased()) { return index + field.range.lowerBound }
        guard let number = number(text), field.range.contains(number) else {
            let isSunday = field == .weekday && text == "7"
            let names = field.names.first.map { " or a name such as \($0)" } ?? ""
            throw error(
                "'\(text.prefix(20))' is no \(field.name)",
                isSunday
                    ? "Write Sunday as 0."
                    : "Use \(field.range.lowerBound) to \(field.range.upperBound)\(names).", position)
        }
        return number
    }

    private func number(_ text: Substring) -> Int? {
        guard (1...4).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(text)
    }

    private func error(_ message: String, _ help: String, _ position: Int) -> CronError {
        CronError(message: message, help: help, offset: position)
    }
}
