extension CommandOutput {
    func line(_ text: StyledText = "", to stream: OutputStream = .output) {
        write(Array((text.text(coloured: isColoured(stream)) + "\n").utf8), to: stream)
    }

    /// What is not the answer itself: a hint, a note. On standard error, so that a pipe carries the answer alone.
    func note(_ text: StyledText) { line(text, to: .error) }
}
