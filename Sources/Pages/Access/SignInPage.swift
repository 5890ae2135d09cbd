/// `/sign-in`: asks for the token.
public struct SignInPage: Sendable {
    /// Where to go afterwards: a path of ours (``Address/local(_:)``).
    public var destination: String
    public var isTokenWrong: Bool

    public init(destination: String, isTokenWrong: Bool = false) {
        self.destination = destination
        self.isTokenWrong = isTokenWrong
    }

    public func page() -> Page {
        let wrong = isTokenWrong ? Notice.error("That token is not the right one.") : ""
        let main: HTML = """
            <form class="card sign-in" method="post" action="/sign-in">
            <h1>Sign in</h1>
            \(wrong)
            <input type="hidden" name="to" value="\(destination)">
            <p><label for="token">Token</label>
            <input id="token" name="token" type="password" autocomplete="current-password" required autofocus></p>
            <button class="main">Sign in</button>
            <p class="quiet">It is in the file <code>admin-token</code> of the server's data folder.</p>
            </form>
            """
        return Page(title: "Sign in", main: main, isSignInOffered: false)
    }
}
