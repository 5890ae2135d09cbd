import Core
import OrderedCollections

extension GitLabBody {
    /// `github.event` in GitHub's shape. What GitLab does not tell is missing or null, never invented.
    func payload(of kind: EventKind, event: ForgeEvent) -> Value {
        var members: OrderedDictionary<String, Value> = [:]
        if let action = event.subject?.action { members["action"] = .string(action) }
        switch kind.rawValue {
        case "pull_request", "pull_request_review":
            describe(mergeRequest: attributes, event: event, in: &members)
            if kind != .pullRequest { members["review"] = review(event) }
        case "pull_request_review_comment":
            describe(mergeRequest: fields.object("merge_request"), event: event, in: &members)
            members["comment"] = comment(event)
        case "issue_comment":
            // As on GitHub, a pull request is an issue here too, marked by its `pull_request`.
            let request = fields.object("merge_request")
            var issue = issue(request ?? fields.object("issue"), author: event.subject?.author)
            if request != nil { issue["pull_request"] = ["html_url": .optional(request?.text("url"))] }
            members["issue"] = .object(issue)
            members["comment"] = comment(event)
        case "issues": members["issue"] = .object(issue(attributes, author: event.subject?.author))
        case "release": members["release"] = release
        case "deployment_status":
            members["deployment"] = [
                "ref": .optional(fields.text("ref")), "environment": .optional(fields.text("environment")),
                "sha": .optional(event.subject?.sha?.hex)
            ]
            members["deployment_status"] = [
                "state": .optional(fields.text("status")), "environment": .optional(fields.text("environment"))
            ]
        case "gollum":
            members["pages"] = [
                [
                    "page_name": .optional(attributes?.text("slug")), "title": .optional(attributes?.text("title")),
                    "action": .optional(event.subject?.action == "edited" ? "edited" : "created"),
                    "html_url": .optional(attributes?.text("url"))
                ]
            ]
        default: break
        }
        if let repository = event.repository {
            members["repository"] = Self.payload(of: repository, project: fields.object("project"))
        }
        let user = fields.object("user")
        if let sender = event.sender {
            members["sender"] = PushPayload.sender(
                sender, id: user?.value["id"], avatar: user?.text("avatar_url"))
        }
        return .object(members)
    }

    private func issue(_ issue: Fields?, author: ForgeUser?) -> OrderedDictionary<String, Value> {
        [
            "number": issue?.value["iid"] ?? nil, "title": .optional(issue?.text("title")),
            "body": .optional(issue?.text("description")),
            "state": .string(issue?.text("state") == "opened" ? "open" : "closed"),
            "html_url": .optional(issue?.text("url")), "user": Self.account(author), "labels": labels
        ]
    }

    private func comment(_ event: ForgeEvent) -> Value {
        [
            "id": attributes?.value["id"] ?? nil, "body": .optional(attributes?.text("note")),
            "html_url": .optional(attributes?.text("url")), "user": Self.account(event.sender)
        ]
    }

    private func review(_ event: ForgeEvent) -> Value {
        [
            "state": .string(event.subject?.action == "dismissed" ? "dismissed" : "approved"),
            "user": Self.account(event.sender), "commit_id": .optional(event.subject?.sha?.hex)
        ]
    }

    private var release: Value {
        [
            "id": fields.value["id"] ?? nil, "tag_name": .optional(fields.text("tag")),
            "name": .optional(fields.text("name")), "body": .optional(fields.text("description")),
            "html_url": .optional(fields.text("url")), "draft": false, "prerelease": false,
            "target_commitish": .optional(fields.object("commit")?.text("id")),
            "created_at": .optional(fields.text("created_at")), "published_at": .optional(fields.text("released_at"))
        ]
    }

    /// With their names in GitHub's place.
    var labels: Value {
        .array(
            fields.objects("labels").map { label in
                ["name": .optional(label.text("title")), "color": .optional(label.text("color"))]
            })
    }

    static func account(_ user: ForgeUser?) -> Value {
        guard let user else { return nil }
        return ["login": .string(user.login), "name": .optional(user.name)]
    }
}
