/// What a corpus came to: one line, and below it the cases that differ.
struct ConformanceReport {
    private let corpus: String
    private var cases: [String] = []

    init(_ corpus: String) {
        self.corpus = corpus
    }

    mutating func add(_ text: String) {
        cases.append(text)
    }

    func finish(_ summary: String) {
        let lines = ["conformance: \(corpus): \(summary)"] + cases.map { "conformance:    \($0)" }
        print(lines.joined(separator: "\n"))
    }
}
