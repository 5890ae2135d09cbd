extension String {
    /// Without anything that a terminal would act upon: control characters of both blocks, marks that reverse the
    /// direction of text, and separators of lines become `�`; a line feed becomes `↵`, a tab `\t`.
    var printable: String {
        guard unicodeScalars.contains(where: \.isTreacherous) else { return self }
        var clean = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            guard scalar != "\t" else {
                clean.append(contentsOf: "\\t".unicodeScalars)
                continue
            }
            clean.append(scalar == "\n" ? "↵" : scalar.isTreacherous ? "\u{FFFD}" : scalar)
        }
        return String(clean)
    }
}

extension Unicode.Scalar {
    fileprivate var isTreacherous: Bool {
        switch value {
        case 0x00...0x1F, 0x7F...0x9F, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
