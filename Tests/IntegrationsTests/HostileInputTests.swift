import Core
import Integrations
import Testing

@Suite struct HostileInputTests {
    static let originals: [(Forge, Delivery)] = [
        (.github, Deliveries.github("push", Deliveries.githubPush())),
        (.github, Deliveries.github("pull_request", ["pull_request": ["number": 1, "head": ["sha": "x"]]])),
        (.gitlab, Deliveries.gitlab("Push Hook", Deliveries.gitlabPush())),
        (.gitlab, Deliveries.gitlab("Merge Request Hook", ["object_attributes": ["iid": 1], "user": ["id": 1]])),
        (.gitea, Deliveries.gitea("push", Deliveries.githubPush()))
    ]

    /// Whatever the bytes are, decoding ends with an event or an error; and a push that comes out can be relied on.
    @Test(arguments: 0..<60 as Range<UInt64>)
    func `damaged bodies never crash a decoder`(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        for (forge, original) in Self.originals {
            for _ in 0..<20 {
                var delivery = original
                for _ in 0...Int.random(in: 0..<4, using: &random) { Self.damage(&delivery.body, using: &random) }
                guard let event = try? forge.decode(delivery) else { continue }
                _ = event.payload.json()
                _ = event.repository?.matches(url: event.repository?.cloneURLs.first ?? "")
                guard case .push(let ref, let before, let after) = event.kind else { continue }
                #expect(ref.name.hasPrefix("refs/"), "seed \(seed)")
                #expect(before != nil || after != nil, "seed \(seed)")
                #expect(event.repository?.fullName.isEmpty == false, "seed \(seed)")
            }
        }
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func `damaged spool files never crash the reader`(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let line = "\(Deliveries.old) \(Deliveries.new) refs/heads/main\n"
        for _ in 0..<50 {
            var spool = Array(String(repeating: line, count: 3).utf8)
            Self.damage(&spool, using: &random)
            guard let updates = try? PostReceive.updates(in: spool) else { continue }
            #expect(updates.allSatisfy { $0.refBytes.starts(with: "refs/".utf8) }, "seed \(seed)")
        }
    }

    private static func damage(_ bytes: inout [UInt8], using random: inout SplitMix) {
        let tokens = [
            "null", "1e400", "-0", "\"\"", "[]", "{}", "true", "\\u0000", "\\ud800", "\"", ",", "}", "9e99", "\u{FF}"
        ]
        guard !bytes.isEmpty else { return }
        let start = Int.random(in: 0..<bytes.count, using: &random)
        let end = min(bytes.count, start + Int.random(in: 0...40, using: &random))
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes[start] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.removeSubrange(start..<end)
        case 2: bytes.insert(contentsOf: bytes[start..<end], at: start)
        case 3: bytes.replaceSubrange(start..<end, with: (tokens.randomElement(using: &random) ?? "").utf8)
        default: bytes.removeLast(bytes.count - start)
        }
    }

    @Test func `nesting without an end is refused before it costs anything`() throws {
        for opening in ["[", "{\"a\":"] {
            let text = "{\"x\":" + String(repeating: opening, count: 500_000)
            let delivery = Delivery(headers: ["x-github-event": "push"], body: Array(text.utf8))
            let error = try #require(throws: WebhookError.self) { try GitHubWebhook.decode(delivery) }
            #expect(error.code == .notJSON)
            #expect(error.message.contains("nested deeper"))
        }
    }

    @Test func `a body over the limit is refused unread`() throws {
        let body = [UInt8](repeating: 0x20, count: Delivery.maximumBodySize + 1)
        for forge in [Forge.github, .gitlab, .gitea] {
            let delivery = Delivery(
                headers: ["x-github-event": "push", "x-gitlab-event": "Push Hook", "x-gitea-event": "push"], body: body)
            let error = try #require(throws: WebhookError.self) { try forge.decode(delivery) }
            #expect(error.code == .tooLarge)
        }
        let error = try #require(throws: WebhookError.self) { try PostReceive.updates(in: body) }
        #expect(error.code == .tooLarge)
    }

    @Test(.timeLimit(.minutes(1)))
    func `enormous strings and lists take time in proportion to their size`() throws {
        let long = Value.string(String(repeating: "a", count: 4_000_000))
        let many = Value.array(Array(repeating: ["id": "x"], count: 50_000))
        let body = Deliveries.githubPush().with("x", long).with("commits", many)
        let event = try GiteaWebhook.decode(Deliveries.gitea("push", body))
        #expect(event.payload["commits"]?.array?.count == 50_000)
        #expect(throws: WebhookError.self) {
            try GitHubWebhook.decode(
                Deliveries.github("push", body.with("ref", .string("refs/heads/" + (long.string ?? "")))))
        }
    }

    @Test func `of two equal keys the last counts`() throws {
        let text = Deliveries.githubPush().json().dropLast() + ",\"ref\":\"refs/heads/other\"}"
        let delivery = Delivery(headers: ["x-github-event": "push"], body: Array(text.utf8))
        guard case .push(let ref, _, _) = try GitHubWebhook.decode(delivery).kind else {
            Issue.record("not a push")
            return
        }
        #expect(ref == .branch("other"))
    }

    @Test(arguments: ["", "null", "[]", "\"push\"", "{", "ref=refs/heads/main", "\u{FEFF}{}"])
    func `a body that is no JSON object says so`(text: String) throws {
        for forge in [Forge.github, .gitlab, .gitea] {
            let delivery = Delivery(
                headers: ["x-github-event": "push", "x-gitlab-event": "Push Hook", "x-gitea-event": "push"],
                body: Array(text.utf8))
            let error = try #require(throws: WebhookError.self) { try forge.decode(delivery) }
            #expect(error.message.contains("JSON"), "\(error.message)")
        }
    }
}
