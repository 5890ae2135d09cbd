import Core
import Engine
import HTTPTypes
import Hummingbird
import Pages

extension Pages {
    func registerSignIn(in router: Router<BasicRequestContext>) {
        router.get("/sign-in") { request, _ in
            respond(SignInPage(destination: Address.local(request.query("to"))).page(), to: request)
        }
        router.post("/sign-in") { request, _ in
            let form = try await Form(request)
            let destination = Address.local(form["to"])
            let token = form["token"] ?? ""
            guard configuration.adminToken.matches(token) else {
                return respond(
                    SignInPage(destination: destination, isTokenWrong: true).page(), to: request, status: .unauthorized)
            }
            var response = Self.redirect(to: destination)
            response.headers[.setCookie] = cookie(Session(configuration.adminToken).make(), age: Session.length)
            return response
        }
        router.post("/sign-out") { _, _ in
            var response = Self.redirect(to: "/sign-in")
            response.headers[.setCookie] = cookie("", age: 0)
            return response
        }
    }

    private func cookie(_ value: String, age: Int) -> String {
        let name = Access.cookieName
        let secure = engine.publicURL.hasPrefix("https://") ? "; Secure" : ""
        return "\(name)=\(value); Path=/; Max-Age=\(age); HttpOnly; SameSite=Strict\(secure)"
    }
}
