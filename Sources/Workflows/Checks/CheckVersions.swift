import Core
import Expressions

extension Reader {
    /// Dimensions of a matrix that people name after what they are versions of.
    private static let languages: Set<String> = [
        "python", "py", "node", "go", "ruby", "php", "java", "jdk", "dotnet", "rust", "perl", "r", "elixir", "otp",
        "julia"
    ]

    /// `3.10` without quotes is the number 3.1: surely not what is meant where a version is.
    ///
    /// - Parameter name: of an input, a variable or a dimension.
    func checkVersion(_ node: YAMLNode, named name: String) {
        let name = name.lowercased()
        guard name.contains("version") || Self.languages.contains(name) else { return }
        for node in node.sequence ?? [node] {
            guard let scalar = node.scalar, scalar.style == .plain, case .number(let number) = scalar.value,
                scalar.text.contains("."), scalar.text.hasSuffix("0")
            else { continue }
            let shown = Value.number(number).coercedString
            guard shown != scalar.text else { continue }
            report(
                .shortenedNumber, "\(scalar.text) without quotes is the number \(shown)",
                help: "Write '\(scalar.text)' in quotes.", severity: .warning, at: node.position)
        }
    }
}
