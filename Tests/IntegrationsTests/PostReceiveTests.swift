import Core
import Foundation
import Integrations
import Testing

@Suite struct PostReceiveTests {
    static let old = Deliveries.old
    static let new = Deliveries.new

    @Test func `what a real git hook writes is read, names in any bytes included`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "spool-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let script = #"""
            set -e
            export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
            export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.org
            git init -q --bare server.git
            printf '#!/bin/sh\ncat > "$PWD/../spool"\n' > server.git/hooks/post-receive
            chmod +x server.git/hooks/post-receive
            git init -q work && cd work
            git commit -q --allow-empty -m one
            git tag -a -m tag v1
            odd=$'caf\xe9;$(x)"\''
            git push -q ../server.git HEAD:refs/heads/main "HEAD:refs/heads/$odd" v1 2>/dev/null
            cp ../spool ../first
            git push -q ../server.git :v1 2>/dev/null
            git rev-parse HEAD v1
            """#
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = ["-c", script]
        process.currentDirectoryURL = folder
        process.standardOutput = output
        try process.run()
        let printed = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        let shas = printed.split(separator: "\n").map { CommitSHA(String($0)) }
        try #require(shas.count == 2)

        let pushed = try PostReceive.updates(in: Array(Data(contentsOf: folder.appending(path: "first"))))
        #expect(pushed.map(\.before) == [nil, nil, nil])
        let byRef = Dictionary(pushed.map { ($0.refBytes, $0.after) }, uniquingKeysWith: { first, _ in first })
        let odd: [UInt8] = Array("refs/heads/caf".utf8) + [0xE9] + Array(#";$(x)"'"#.utf8)
        #expect(byRef == [Array("refs/heads/main".utf8): shas[0], odd: shas[0], Array("refs/tags/v1".utf8): shas[1]])
        #expect(pushed.contains { $0.ref.name == "refs/heads/caf\u{FFFD};$(x)\"'" })

        let deleted = try PostReceive.updates(in: Array(Data(contentsOf: folder.appending(path: "spool"))))
        #expect(deleted == [RefUpdate(refBytes: Array("refs/tags/v1".utf8), before: shas[1], after: nil)])
    }

    @Test func `an update becomes a push event in GitHub's shape`() throws {
        let update = try #require(
            try PostReceive.updates(in: Array("\(Deliveries.zero) \(Self.new) refs/heads/x\n".utf8)).first)
        let event = update.event(
            repository: RepositoryIdentity(fullName: "srv/model", defaultBranch: "main"),
            pusher: ForgeUser(login: "ada"))
        #expect(event.forge == .git)
        #expect(event.kind == .push(ref: .branch("x"), before: nil, after: CommitSHA(Self.new)))
        #expect(event.payload["created"] == true)
        #expect(event.payload["before"] == .string(Deliveries.zero))
        #expect(event.payload[path: "repository.full_name"] == "srv/model")
        #expect(event.payload[path: "pusher.name"] == "ada")
    }

    @Test(arguments: [
        ("", "empty"), ("\n", "Line 1"), ("\(old) \(new) refs/heads/x", "interrupted"),
        ("\(old) \(new)\n", "is not '<old commit>"), ("\(old) \(new) \n", "does not begin with 'refs/'"),
        ("\(old) zz refs/heads/x\n", "no commit name"), ("\(old)  \(new) refs/heads/x\n", "no commit name"),
        ("\(old) \(new) refs/heads/x\n\(old) \(new) main\n", "Line 2"),
        ("\(old) \(new) refs/heads/../x\n", "holds '..'"), ("\(old) \(new) refs/heads/a b\n", "holds ' '"),
        ("\(old) \(new) refs/heads/x.lock\n", ".lock"), ("\(old) \(new) refs/heads/x\r\n", "control character"),
        ("\(old) \(new) refs//x\n", "empty part"), ("\(old) \(new) refs/.x\n", "begins with '.'"),
        ("\(old) \(new) refs/x@{1\n", "@{"), ("\(old) \(new) refs/x.\n", "ends with '.'"),
        ("\(old) \(String(repeating: "a", count: 64)) refs/heads/x\n", "mixes"),
        ("\(Deliveries.zero) \(Deliveries.zero) refs/heads/x\n", "moves nothing")
    ])
    func `junk is refused with its line`(spool: String, part: String) throws {
        let error = try #require(throws: WebhookError.self) { try PostReceive.updates(in: Array(spool.utf8)) }
        #expect(error.message.contains(part), "\(error.message)")
    }
}
