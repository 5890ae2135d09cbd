import Git
import Testing

@Suite struct RemoteURLTests {
    @Test(arguments: [
        "/srv/git/model.git", "/srv/with space/x", "file:///srv/x", "https://example.org/a.git",
        "http://localhost:3000/a",
        "http://127.0.0.1/a", "http://[::1]:80/a", "ssh://git@example.org:22/a.git", "git@example.org:team/a.git"
    ])
    func `honest URLs are taken as they are`(url: String) throws {
        #expect(try RemoteURL(url).text == url)
    }

    @Test(arguments: [
        "", "relative/path", "git://example.org/a", "ext::sh -c whoami", "http://example.org/a",
        "http://127.0.0.1.evil.org/a",
        "file://host/srv/x", "ftp://example.org/a", "https://user:token@example.org/a", "ssh://-oProxyCommand=x/a",
        "-u@host:a", "git@-oProxyCommand=x:a", "https:///a", "https://exa mple.org/a", "https://example.org/a\nb",
        "file:///a%zz", "file:///a%00", "http://localhost@evil.org/a"
    ])
    func `other URLs are refused with what is accepted`(url: String) throws {
        let error = #expect(throws: GitError.self) { try RemoteURL(url) }
        #expect(error?.code == .refusedURL)
        #expect(error?.message.contains("Accepted are") == true)
    }

    @Test func `a user name is not kept in an https URL and a file URL is decoded`() throws {
        #expect(try RemoteURL("https://me@example.org/a").text == "https://example.org/a")
        #expect(try RemoteURL("file:///a%20b").kind == .local(path: "/a b"))
    }
}
