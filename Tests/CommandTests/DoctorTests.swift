import Testing

@Suite struct DoctorTests {
    private func setUp(tokenMode: Int) throws -> (Anneal, ScriptedServer) {
        let scratch = try Scratch()
        let server = try ScriptedServer(
            [
                "GET /healthz": [.log("ok\n")],
                "GET /api/v1/openapi.json": [.json(#"{"info":{"version":"0.1.0"}}"#)]
            ], in: scratch)
        try scratch.write(server.address, to: "data/address")
        try scratch.write("the-token\n", to: "data/admin-token", mode: tokenMode)
        try scratch.write("SQLite format 3\0 and more", to: "data/anneal.db")
        for tool in ["bash", "git", "python3", "anneal-supervisor"] {
            try scratch.write("", to: "bin/\(tool)", mode: 0o755)
        }
        let environment = ["PATH": scratch.path + "/bin", "ANNEAL_DATA": "data"]
        return (Anneal(scratch: scratch, environment: environment, server: server), server)
    }

    /// Without the lines that depend on the machine.
    private func steady(_ outcome: Anneal.Outcome) -> [String] {
        outcome.output.split(separator: "\n").map(String.init).filter {
            !$0.contains(" disk ") && !$0.contains("inotify")
        }
    }

    @Test func `a healthy server on a healthy machine passes`() async throws {
        let (anneal, server) = try setUp(tokenMode: 0o600)
        let outcome = await anneal("doctor", "--json")
        let bin = anneal.scratch.path + "/bin"
        let data = anneal.scratch.path + "/data"
        func ok(_ subject: String, _ finding: String) -> String {
            #"{"verdict":"ok","subject":"\#(subject)","finding":"\#(finding)","advice":null}"#
        }
        let lines = outcome.output.split(separator: "\n").map(String.init)
            .filter { !$0.contains(#""disk""#) && !$0.contains("inotify") }
        #expect(
            lines == [
                ok("server", "\(server.address) is ready"), ok("clock", "agrees with the server's"),
                ok("version", "the server is 0.1.0"), ok("token", "the one from \(data)/admin-token is taken"),
                ok("data folder", data), ok("admin token", "only its owner can read it"), ok("database", "readable"),
                ok("bash", "\(bin)/bash"), ok("git", "\(bin)/git"), ok("python3", "\(bin)/python3"),
                ok("supervisor", "\(bin)/anneal-supervisor")
            ])
    }

    @Test func `a token that others can read is a failure with its remedy`() async throws {
        let (anneal, _) = try setUp(tokenMode: 0o644)
        let outcome = await anneal("doctor")
        #expect(outcome.code == 1)
        let path = anneal.scratch.path + "/data/admin-token"
        #expect(
            steady(outcome).contains {
                $0.hasPrefix("FAIL") && $0.hasSuffix("other users can read it: chmod 600 \(path), and make a new one")
            })
    }

    @Test func `a machine with nothing on it says what is missing`() async throws {
        let anneal = Anneal(scratch: try Scratch(), environment: ["PATH": "/nowhere"])
        let outcome = await anneal("doctor")
        #expect(outcome.code == 1)
        let verdicts = steady(outcome).map { $0.split(separator: " ").prefix(2).joined(separator: " ") }
        #expect(
            verdicts == ["FAIL server", "warn data", "FAIL bash", "warn git", "warn python3", "FAIL supervisor"])
    }
}
