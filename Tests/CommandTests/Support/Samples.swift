/// Answers as the server words them.
enum Samples {
    static func run(
        _ id: Int, state: String = "completed", conclusion: String? = "success", name: String = "Fix the rain"
    )
        -> String
    {
        let end = conclusion.map { #""conclusion":"\#($0)","finished_at":"2027-01-15T07:56:05.000Z","# } ?? ""
        return #"""
            {"attempt":1,\#(end)"created_at":"2027-01-15T07:55:00.000Z","diagnostics":[],"event":3,"id":\#(id),"name":"\#(name)",
            "number":5,"ref":"refs/heads/main","repository":"weather","seed":7,
            "sha":"0123456789012345678901234567890123456789","started_at":"2027-01-15T07:55:00.000Z","state":"\#(state)",
            "workflow":".anneal/workflows/ci.yml","workflow_name":"CI"}
            """#.replacing("\n", with: "")
    }

    static func job(
        _ id: Int, _ name: String, conclusion: String = "success", reason: String? = nil, steps: String = ""
    )
        -> String
    {
        let why = reason.map { #""reason":"\#($0)","# } ?? ""
        let times =
            conclusion == "skipped"
            ? "" : #""started_at":"2027-01-15T07:55:00.000Z","finished_at":"2027-01-15T07:55:02.500Z","#
        return #"""
            {"annotations":[],"attempt":\#(conclusion == "skipped" ? 0 : 1),"conclusion":"\#(conclusion)","id":\#(id),"job":"j","key":"\#(name)",
            "name":"\#(name)","outputs":{},\#(why)\#(times)"run":9,"state":"completed","steps":[\#(steps)]}
            """#.replacing("\n", with: "")
    }

    static let repository = #"""
        {"created_at":"2027-01-15T07:00:00.000Z","forge":"git","has_credential":false,"has_webhook_secret":false,"id":1,
        "name":"weather","spool":"/srv/spool/1","url":"/srv/git/weather.git","workflows":".anneal/workflows"}
        """#.replacing("\n", with: "")

    static let event = #"""
        {"actor":"ada","after":"0123456789012345678901234567890123456789","decided_at":"2027-01-15T07:59:00.000Z","id":3,
        "kind":"push","received_at":"2027-01-15T07:59:00.000Z","ref":"refs/heads/main","repository":"weather",
        "source":"delivery 4","state":"decided"}
        """#.replacing("\n", with: "")

    static func items(_ items: String..., next: Int? = nil) -> String {
        #"{"items":["# + items.joined(separator: ",") + "]" + (next.map { #","next":\#($0)"# } ?? "") + "}"
    }
}
