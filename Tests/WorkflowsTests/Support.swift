import Core
import Workflows

/// `line:column rule`, as the tables of these tests write it.
func findings(_ text: String, severity: Diagnostic.Severity? = nil) -> [String] {
    Linter.lint(Array(text.utf8), path: "ci.yml").filter { severity == nil || $0.severity == severity }.map {
        "\($0.position.line):\($0.position.column) \($0.rule)"
    }
}

/// A workflow of one job whose keys begin in line 4, column 5.
func job(_ keys: String, steps: String = "    steps:\n      - run: make\n", runsOn: String = "    runs-on: linux\n")
    -> String
{
    "on: push\njobs:\n  build:\n" + indent(keys, 4) + runsOn + steps
}

/// A workflow of one step whose keys begin in line 6, column 9. A line that begins with `- ` begins another step.
func step(_ keys: String) -> String {
    var lines: [String] = []
    for line in keys.split(separator: "\n", omittingEmptySubsequences: false) {
        lines.append(line.hasPrefix("- ") ? "      " + line : line.isEmpty ? "" : "        " + line)
    }
    return "on: push\njobs:\n  build:\n    runs-on: linux\n    steps:\n" + "      - "
        + lines.joined(separator: "\n").dropFirst(8) + "\n"
}

/// A workflow whose other keys begin in line 1, column 1.
func root(_ keys: String) -> String {
    keys + "\njobs:\n  build:\n    runs-on: linux\n    steps:\n      - run: make\n"
}

private func indent(_ text: String, _ width: Int) -> String {
    guard !text.isEmpty else { return "" }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map {
        $0.isEmpty ? "\n" : String(repeating: " ", count: width) + $0 + "\n"
    }.joined()
}

/// Numbers that come again for the same seed: splitmix64.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
