import Integrations
import Testing

@Suite struct RepositoryMatchingTests {
    let repository = RepositoryIdentity(
        fullName: "acme/model", webURL: "https://forge.example/acme/model",
        cloneURLs: ["https://forge.example/acme/model.git", "ssh://git@forge.example:2222/acme/model.git"])

    @Test(arguments: [
        "https://forge.example/acme/model.git", "https://forge.example/acme/model", "http://forge.example/acme/model/",
        "https://ada:token@FORGE.Example/acme/model.git/", "https://forge.example:443/Acme/Model",
        "HTTPS://forge.example/acme/mod%65l", "ssh://git@forge.example:2222/acme/model",
        "git@forge.example:acme/model.git",
        "forge.example:/acme/model", "git://forge.example/acme/model.git"
    ])
    func `every spelling of the URL names the repository`(url: String) {
        #expect(repository.matches(url: url))
    }

    @Test(arguments: [
        "https://forge.example/acme/model2", "https://forge.example/acme", "https://other.example/acme/model",
        "https://forge.example:8443/acme/model", "https://forge.example.evil/acme/model",
        "https://evil/forge.example/acme/model", "https://forge.example@evil/acme/model", "/acme/model",
        "file:///acme/model", "ftp://forge.example/acme/model", "", "https://", "https://forge.example/", ":", "@:",
        "://",
        "https://forge.example:99999/acme/model", "ssh://git@forge.example:22/acme/model"
    ])
    func `another URL does not`(url: String) {
        #expect(!repository.matches(url: url))
    }

    @Test func `a transport that the forge doesn't name is compared by host and path`() {
        let web = RepositoryIdentity(fullName: "acme/model", cloneURLs: ["https://forge.example:8443/acme/model.git"])
        #expect(web.matches(url: "ssh://git@forge.example:2222/acme/model"))
        #expect(!web.matches(url: "ssh://git@forge.example:2222/acme/other"))
    }

    @Test func `a path on the machine is itself in its letter case, as a file URL too`() {
        let local = RepositoryIdentity(fullName: "model", cloneURLs: ["/srv/git/model.git"])
        #expect(local.matches(url: "/srv/git/model.git/"))
        #expect(local.matches(url: "file:///srv/git/model"))
        #expect(!local.matches(url: "/srv/git/Model.git"))
    }

    @Test func `owner and name are the two sides of the last slash`() {
        let nested = RepositoryIdentity(fullName: "group/sub/model")
        #expect((nested.owner, nested.name) == ("group/sub", "model"))
        let bare = RepositoryIdentity(fullName: "model")
        #expect((bare.owner, bare.name) == ("", "model"))
    }
}
