/// How a `run:` script is started: GitHub's names, or a command line with `{0}` where the script's path goes.
struct Shell: Equatable {
    /// The first word is the program; one of the others holds `{0}`.
    var words: [String]
    /// Of the script's file, with its dot.
    var suffix: String
    /// Stand around the script in its file.
    var beginning = ""
    var ending = ""

    /// - Parameter isThere: whether a program can be found.
    static func named(_ name: String?, isThere: (String) -> Bool) throws -> Shell {
        switch name {
        case nil:
            return Shell(words: [isThere("bash") ? "bash" : "sh", "-e", "{0}"], suffix: ".sh")
        case "bash":
            return Shell(words: ["bash", "--noprofile", "--norc", "-eo", "pipefail", "{0}"], suffix: ".sh")
        case "sh":
            return Shell(words: ["sh", "-e", "{0}"], suffix: ".sh")
        case "python":
            return Shell(words: [isThere("python3") ? "python3" : "python", "{0}"], suffix: ".py")
        case "pwsh":
            // As on GitHub: an error ends the script, and so does the exit code of the last program.
            return Shell(
                words: ["pwsh", "-command", ". '{0}'"], suffix: ".ps1", beginning: "$ErrorActionPreference = 'stop'\n",
                ending: "\nif ((Test-Path -LiteralPath variable:\\LASTEXITCODE)) { exit $LASTEXITCODE }")
        case .some(let template):
            let words = try split(template)
            guard words.dropFirst().contains(where: { $0.contains("{0}") }) else {
                throw SupervisionError(
                    .step,
                    "the shell `\(template)` is not known; use bash, sh, python, pwsh, or a command with {0} in the script's place"
                )
            }
            return Shell(words: words, suffix: "")
        }
    }

    /// The program's arguments for this script.
    func arguments(script: String) -> [String] {
        words.dropFirst().map { word in
            guard let (before, after) = word[...].cut(at: "{0}") else { return word }
            return before + script + after
        }
    }

    /// Words at white space, with quotes of both kinds around those that hold some.
    private static func split(_ template: String) throws -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        for character in template {
            if let open = quote {
                if character == open { quote = nil } else { word = (word ?? "") + String(character) }
            } else if character == "\"" || character == "'" {
                quote = character
                word = word ?? ""
            } else if character.isWhitespace {
                if let finished = word { words.append(finished) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        guard quote == nil else {
            throw SupervisionError(.step, "the shell `\(template)` has a quote that is never closed")
        }
        if let finished = word { words.append(finished) }
        return words
    }
}
