import Foundation
import Glibc

/// Measures from inside what the driver in Python cannot see from outside, and prints it as JSON.
@main
enum Main {
    static func main() async {
        do {
            switch CommandLine.arguments.dropFirst().first {
            case "hello": try await Hello.run(port: try argument(2))
            case "planning":
                try print(
                    await PlanningBenchmark(
                        url: argument(2), data: argument(3), before: argument(4), after: argument(5)
                    ).run(rounds: argument(6)))
            case "expressions": try print(ExpressionsBenchmark(file: argument(2)).run(count: argument(3)))
            default: throw Problem("usage: anneal-benchmarks hello|planning|expressions ARGUMENT…")
            }
        } catch {
            try? FileHandle.standardError.write(contentsOf: Data("\(error)\n".utf8))
            exit(2)
        }
    }

    private static func argument<Argument: LosslessStringConvertible>(_ place: Int) throws -> Argument {
        guard CommandLine.arguments.count > place, let argument = Argument(CommandLine.arguments[place]) else {
            throw Problem("argument \(place) is missing or wrong")
        }
        return argument
    }

    private static func print(_ answer: some Encodable) throws {
        try FileHandle.standardOutput.write(contentsOf: JSONEncoder().encode(answer))
    }
}

struct Problem: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) {
        self.description = description
    }
}

extension Duration {
    var inMilliseconds: Double {
        Double(components.seconds) * 1000 + Double(components.attoseconds) / 1e15
    }
}
