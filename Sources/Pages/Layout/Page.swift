/// A whole page: what is in `<main>`, in the frame that all pages share.
public struct Page: Sendable {
    public var title: String
    var main: HTML
    /// A path under `/live`: the page is asked for again when something is heard there.
    var live: String?
    /// Links from home down to this page's parent.
    var trail: [(name: String, address: String)] = []
    var isSignInOffered = true

    /// - Returns: the document, as UTF-8 text.
    public func document(_ context: PageContext) -> String {
        let steps = trail.map { step -> HTML in "<li><a href=\"\(step.address)\">\(step.name)</a></li>" }
        let door: HTML =
            context.isSignedIn
            ? "<form method=\"post\" action=\"/sign-out\"><button class=\"plain\">Sign out</button></form>"
            : isSignInOffered ? "<a href=\"/sign-in\">Sign in</a>" : ""
        let source: HTML = live.map { " data-live=\"\($0)\"" } ?? ""
        let way: HTML =
            trail.isEmpty ? "" : "<nav class=\"trail\" aria-label=\"Where this is\"><ol>\(steps)</ol></nav>"
        let html: HTML = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(title) · Anneal</title>
            <link rel="icon" href="\(Asset.icon.path)" type="image/svg+xml">
            <link rel="stylesheet" href="\(Asset.styleSheet.path)">
            <script src="\(Asset.script.path)" defer></script>
            </head>
            <body>
            <a class="skip" href="#main">Skip to the content</a>
            <header class="top">
            <a class="brand" href="/">anneal</a>
            <nav aria-label="Main"><ul><li><a href="/">Repositories</a></li><li><a href="/events">Events</a></li></ul></nav>
            <div class="door">\(door)</div>
            </header>
            <main id="main" tabindex="-1"\(source)>
            \(way)
            \(main)
            </main>
            </body>
            </html>

            """
        return html.text
    }
}
