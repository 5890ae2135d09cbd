extension StyleSheet {
    /// Logs, and the sixteen colours of a terminal in shades that can be read on the log's ground in each scheme.
    static let log: String = {
        let light = [
            "#1d1c1a", "#b3202a", "#1b6e37", "#7a5200", "#1558b0", "#8e2a8e", "#0b6a78", "#55524c", "#6a665f",
            "#c4232e",
            "#217a3f", "#7d5a00", "#1f63c0", "#9a339a", "#0d7180", "#3a3834"
        ]
        let dark = [
            "#8f8a81", "#ff8d8d", "#6fcf8b", "#e9b44c", "#7fb4ff", "#e29ae2", "#62cfdd", "#d8d4cc", "#a5a097",
            "#ffaaaa",
            "#92e0a8", "#f3cd7c", "#a6ccff", "#f0b8f0", "#94e2ec", "#ffffff"
        ]
        func rules(_ shades: [String], ground: String) -> String {
            shades.enumerated().map { index, shade in
                ".f\(index){color:\(shade)}.b\(index){background:\(shade);color:\(ground)}"
            }.joined(separator: "\n")
        }
        return """
            .log { background: var(--log); border: 1px solid var(--line); border-radius: 6px; padding: .4rem 0; font: 12.5px/1.55 var(--mono); }
            .line { display: flex; } .line:hover { background: var(--log-line); }
            .n {
              flex: none; width: 5.5em; padding-right: 1em; text-align: right; color: var(--quiet); text-decoration: none;
              user-select: none; -webkit-user-select: none; font-variant-numeric: tabular-nums;
            }
            .n:hover { text-decoration: underline; }
            .t { flex: 1; min-width: 0; white-space: pre-wrap; overflow-wrap: anywhere; padding-right: .8rem; tab-size: 8; }
            .line:target { background: var(--target); }
            .line.error { background: var(--failure-wash); } .line.error strong { color: var(--failure); }
            .line.warning { background: var(--warning-wash); color: inherit; } .line.warning strong { color: var(--warning); }
            .line.notice { all: unset; display: flex; background: var(--running-wash); } .line.notice strong { color: var(--running); }
            .line.debug, .line.end { color: var(--quiet); } .place, .cut { color: var(--quiet); }
            .group > summary { list-style-position: outside; position: relative; } .group > summary::-webkit-details-marker { display: none; }
            .group > summary { list-style: none; } .group > summary .t { font-weight: 600; }
            .group > summary .t::before { content: "▸ "; color: var(--quiet); } .group[open] > summary .t::before { content: "▾ "; }
            .group > .line .t { padding-left: 1.2em; }
            .bo { font-weight: 700; } .fa { opacity: .8; } .it { font-style: italic; } .un { text-decoration: underline; }
            .st { text-decoration: line-through; } .inv { background: var(--ink); color: var(--log); }
            \(rules(light, ground: "#ffffff"))
            @media (prefers-color-scheme: dark) {
            \(rules(dark, ground: "#121110"))
            }
            @media (max-width: 44rem) { .log { font-size: 11.5px; } .n { width: 3.6em; padding-right: .6em; } }

            """
    }()
}
