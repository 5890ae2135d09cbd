import Core
import Integrations
import Testing

@Suite struct VerificationTests {
    let push = Deliveries.github("push", Deliveries.githubPush())

    @Test(arguments: [Forge.github, .gitlab, .gitea])
    func `a delivery signed with the secret is genuine, with another secret not`(forge: Forge) throws {
        let signed = Deliveries.sign(push, as: forge)
        #expect(try forge.verifies(signed, secret: Deliveries.secret))
        #expect(try !forge.verifies(signed, secret: Secret("another secret")))
        #expect(try !forge.verifies(push, secret: Deliveries.secret))
    }

    @Test(arguments: [Forge.github, .gitlab, .gitea])
    func `an empty secret makes nothing genuine`(forge: Forge) throws {
        let signed = Deliveries.sign(push, as: forge, secret: Secret("x"))
        #expect(try !forge.verifies(signed, secret: Secret("")))
        var tokenless = push
        tokenless.headers["x-gitlab-token"] = ""
        #expect(try !forge.verifies(tokenless, secret: Secret("")))
    }

    @Test(arguments: [Forge.github, .gitea])
    func `one changed byte of the body breaks the signature`(forge: Forge) throws {
        var signed = Deliveries.sign(push, as: forge)
        signed.body[signed.body.count / 2] ^= 1
        #expect(try !forge.verifies(signed, secret: Deliveries.secret))
    }

    /// The example of docs.github.com "Validating webhook deliveries".
    @Test func `GitHub's own example verifies`() {
        let code = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
        for spelling in [code, code.uppercased()] {
            let delivery = Delivery(
                headers: ["X-Hub-Signature-256": "sha256=" + spelling], body: Array("Hello, World!".utf8))
            #expect(GitHubWebhook.verify(delivery, secret: Secret("It's a Secret to Everybody")))
        }
    }

    @Test func `SHA-1 is refused, and so is everything that is not a whole SHA-256`() {
        let code = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
        let bad = [
            "", "sha256=", code, "sha1=" + code, "sha256=" + code.dropLast(2), "sha256=\(code)00",
            "sha256=" + code.replacing("7", with: "x")
        ]
        for header in bad {
            let delivery = Delivery(headers: ["X-Hub-Signature-256": header], body: Array("Hello, World!".utf8))
            #expect(!GitHubWebhook.verify(delivery, secret: Secret("It's a Secret to Everybody")), "\(header)")
        }
        let old = Delivery(
            headers: ["X-Hub-Signature": "sha1=" + code.prefix(40)], body: Array("Hello, World!".utf8))
        #expect(!GitHubWebhook.verify(old, secret: Secret("It's a Secret to Everybody")))
    }

    @Test func `Gitea may sign as GitHub does, but its own header is the one that counts`() {
        let signed = Deliveries.sign(push, as: .github)
        #expect(GiteaWebhook.verify(signed, secret: Deliveries.secret))
        var contradicting = signed
        contradicting.headers["x-gitea-signature"] = String(repeating: "0", count: 64)
        #expect(!GiteaWebhook.verify(contradicting, secret: Deliveries.secret))
    }
}
