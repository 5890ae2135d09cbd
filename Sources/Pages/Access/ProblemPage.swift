/// What is shown when something cannot be shown or done.
public struct ProblemPage: Sendable {
    public var status: Int
    public var title: String
    public var detail: String

    public init(status: Int, title: String, detail: String) {
        self.status = status
        self.title = title
        self.detail = detail
    }

    public func page() -> Page {
        let hint: HTML =
            status == 401 || status == 403 ? "<p><a class=\"button\" href=\"/sign-in\">Sign in</a></p>" : ""
        let main: HTML = """
            <section class="card"><p class="quiet">\(status)</p><h1>\(title)</h1><p>\(detail)</p>\(hint)
            <p><a href="/">All repositories</a></p></section>
            """
        return Page(title: title, main: main, isSignInOffered: false)
    }
}
