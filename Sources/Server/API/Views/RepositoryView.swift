import Core
import Store

/// A repository as the API shows it; secrets are told of, never shown.
struct RepositoryView: Encodable, Sendable {
    var id: RepositoryID
    var name: String
    var url: String
    var forge: String
    var hasWebhookSecret: Bool
    var hasCredential: Bool
    var workflows: String
    var defaultBranch: String?
    var fetchError: String?
    var createdAt: Timestamp
    /// Where `post-receive` hooks leave pushes.
    var spool: String

    init(_ record: RepositoryRecord, spool: String) {
        id = record.id
        name = record.name
        url = record.url
        forge = record.forge
        hasWebhookSecret = record.webhookSecret != nil
        hasCredential = record.credential != nil
        workflows = record.workflowsDirectory
        defaultBranch = record.defaultBranch
        fetchError = record.fetchError
        createdAt = record.createdAt
        self.spool = spool
    }
}
