import Core
import Crypto
import Integrations
import OrderedCollections
import Testing

/// Bodies in the forges' shapes, and the headers that go with them.
enum Deliveries {
    static let secret = Secret("a secret of the hook")
    static let old = String(repeating: "1", count: 40)
    static let new = String(repeating: "a", count: 40)
    static let zero = String(repeating: "0", count: 40)

    static func github(_ kind: String, _ body: Value) -> Delivery {
        Delivery(
            headers: ["X-GitHub-Event": kind, "X-GitHub-Delivery": "d-1", "Content-Type": "application/json"],
            body: Array(body.json().utf8))
    }

    static func gitlab(_ hook: String, _ body: Value) -> Delivery {
        Delivery(
            headers: ["X-Gitlab-Event": hook, "Content-Type": "application/json"], body: Array(body.json().utf8))
    }

    static func gitea(_ kind: String, _ body: Value) -> Delivery {
        Delivery(
            headers: ["X-Gitea-Event": kind, "Content-Type": "application/json"], body: Array(body.json().utf8))
    }

    static func githubPush(ref: String = "refs/heads/main", before: String = old, after: String = new) -> Value {
        [
            "ref": .string(ref), "before": .string(before), "after": .string(after),
            "repository": [
                "id": 77, "name": "model", "full_name": "acme/model", "owner": ["login": "acme"],
                "html_url": "https://forge.example/acme/model",
                "clone_url": "https://forge.example/acme/model.git",
                "ssh_url": "git@forge.example:acme/model.git", "default_branch": "main"
            ],
            "pusher": ["name": "ada", "email": "ada@example.org"],
            "sender": ["login": "ada", "id": 5],
            "head_commit": [
                "id": .string(after), "author": ["name": "Grace", "email": "grace@example.org", "username": "grace"]
            ],
            "commits": [["id": .string(after), "message": "Fit", "added": ["a.py"], "removed": [], "modified": []]]
        ]
    }

    static func gitlabPush(
        ref: String = "refs/heads/main", before: String = old, after: String = new, checkout: Value? = nil
    ) -> Value {
        [
            "object_kind": "push", "ref": .string(ref), "before": .string(before), "after": .string(after),
            "checkout_sha": checkout ?? .string(after),
            "user_id": 5, "user_name": "Ada L", "user_username": "ada", "user_email": "ada@example.org",
            "project_id": 9,
            "project": [
                "id": 9, "name": "Model", "path_with_namespace": "team/ml/model", "visibility_level": 20,
                "web_url": "https://lab.example/team/ml/model",
                "git_http_url": "https://lab.example/team/ml/model.git",
                "git_ssh_url": "git@lab.example:team/ml/model.git", "default_branch": "trunk"
            ],
            "commits": [
                [
                    "id": .string(after), "message": "Fit", "timestamp": "2026-01-02T03:04:05Z", "url": "https://x/1",
                    "author": ["name": "Grace", "email": "grace@example.org"],
                    "added": ["a.py"], "modified": ["b.py"], "removed": []
                ]
            ],
            "total_commits_count": 1
        ]
    }

    static func mergeRequest(_ attributes: Value, changes: Value = .emptyObject) -> Delivery {
        var members: OrderedDictionary<String, Value> = [
            "iid": 3, "title": "Better", "state": "opened", "source_branch": "topic", "target_branch": "trunk",
            "last_commit": ["id": .string(new)]
        ]
        for (key, value) in attributes.object ?? [:] { members[key] = value }
        return gitlab(
            "Merge Request Hook",
            [
                "object_kind": "merge_request", "user": ["id": 5, "username": "ada"],
                "project": ["id": 9, "path_with_namespace": "team/model"], "object_attributes": .object(members),
                "changes": changes
            ])
    }

    /// Signed as the forge signs.
    static func sign(_ delivery: Delivery, as forge: Forge, secret: Secret = secret) -> Delivery {
        var signed = delivery
        let key = SymmetricKey(data: Array(secret.reveal().utf8))
        let code = HMAC<SHA256>.authenticationCode(for: delivery.body, using: key)
        let hex = code.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        switch forge {
        case .github: signed.headers["x-hub-signature-256"] = "sha256=" + hex
        case .gitlab: signed.headers["x-gitlab-token"] = secret.reveal()
        case .gitea: signed.headers["x-gitea-signature"] = hex
        case .git: break
        }
        return signed
    }
}

extension Value {
    /// The member at a path of keys and indices; nil when there is none.
    subscript(path path: String) -> Value? {
        var value: Value? = self
        for part in path.split(separator: ".") {
            if let index = Int(part) {
                value = value?.array.flatMap { $0.indices.contains(index) ? $0[index] : nil }
            } else {
                value = value?[String(part)]
            }
        }
        return value
    }

    /// The object with one member replaced, or without it when `member` is nil.
    func with(_ key: String, _ member: Value?) -> Value {
        var object = object ?? [:]
        object[key] = member
        return .object(object)
    }
}

extension Forge {
    func verifies(_ delivery: Delivery, secret: Secret) throws -> Bool {
        let decoder = try #require(decoder)
        return decoder.verify(delivery, secret: secret)
    }

    func decode(_ delivery: Delivery) throws -> ForgeEvent {
        let decoder = try #require(decoder)
        return try decoder.decode(delivery)
    }
}
