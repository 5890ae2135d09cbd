import Integrations
import Testing

@Suite struct DeliveryNameTests {
    @Test func `GitHub and Gitea name each delivery in a header`() {
        let delivery = Delivery(headers: ["X-GitHub-Delivery": "g", "X-Gitea-Delivery": "t"], body: [])
        #expect(GitHubWebhook.deliveryName(delivery) == "g")
        #expect(GiteaWebhook.deliveryName(delivery) == "t")
    }

    @Test func `GitLab's Idempotency-Key names a delivery whatever else changes in a retry`() {
        let first = Delivery(headers: ["Idempotency-Key": "k", "X-Gitlab-Webhook-UUID": "1"], body: [1])
        let retry = Delivery(headers: ["Idempotency-Key": "k", "X-Gitlab-Webhook-UUID": "2"], body: [1])
        #expect(GitLabWebhook.deliveryName(first) == "k")
        #expect(GitLabWebhook.deliveryName(retry) == "k")
    }

    @Test func `without that key a retry has the name of the first try, and another tag of the same push has not`() {
        func name(_ webhook: String, _ body: [UInt8], event: String = "e") -> String? {
            GitLabWebhook.deliveryName(
                Delivery(headers: ["X-Gitlab-Event-UUID": event, "X-Gitlab-Webhook-UUID": webhook], body: body))
        }
        #expect(name("1", [1]) != nil)
        #expect(name("1", [1]) == name("2", [1]))
        #expect(name("1", [1]) != name("1", [2]))
        #expect(name("1", [1]) != name("1", [1], event: "f"))
    }

    @Test(arguments: ["", "a\nb", "\u{0}", "ü", String(repeating: "x", count: 201)])
    func `what can't be a name is none`(header: String) {
        let delivery = Delivery(headers: ["x-github-delivery": header, "idempotency-key": header], body: [])
        #expect(GitHubWebhook.deliveryName(delivery) == nil)
        #expect(GitLabWebhook.deliveryName(delivery) == nil)
    }
}
