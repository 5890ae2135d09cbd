import Core

/// All of one repository; secrets are told of, never shown.
struct RepositoryDetails: Showable {
    var answer: Answer<Repository>

    var json: Value { answer.value }

    func lines(at now: Timestamp) -> [StyledText] {
        let it = answer.model
        var rows: [[StyledText]] = [
            ["name", "\(it.name, .bold)"], ["url", "\(it.url)"], ["forge", "\(it.forge)"],
            ["workflows", "\(it.workflows)"], ["default branch", "\(it.defaultBranch ?? "not known yet")"],
            ["webhook secret", it.hasWebhookSecret == true ? "set" : "none"],
            ["credential", it.hasCredential == true ? "set" : "none"],
            ["spool", "\(it.spool)"], ["added", "\(TimeText.relative(it.createdAt, to: now))"]
        ]
        if let error = it.fetchError { rows.append(["last fetch", "\(error, .red)"]) }
        return Table.lines(rows: rows)
    }
}

extension Repository: ListableModel {
    static var header: [String] { ["NAME", "FORGE", "BRANCH", "URL", "PROBLEM"] }

    func row(at now: Timestamp) -> [StyledText] {
        ["\(name)", "\(forge)", "\(defaultBranch ?? "")", "\(url)", "\(fetchError ?? "", .red)"]
    }
}
