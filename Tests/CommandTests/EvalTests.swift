import Testing

@Suite struct EvalTests {
    @Test(arguments: [
        ("1 < 2 && 'yes'", "\"yes\"\n"), ("toJSON(fromJSON('[1]'))", #""[\n  1\n]""# + "\n"), ("NaN", "null\n"),
        ("", "null\n"),
        ("a-${{ 1 == 1 }}", "\"a-true\"\n"), ("${{ 2 }}", "2\n"), ("format('${{0}}', 1)", "\"${0}\"\n"),
        ("'\u{1}'", "\"\\u0001\"\n")
    ])
    func `the value of an expression is printed as JSON`(expression: String, output: String) async throws {
        let anneal = Anneal(scratch: try Scratch())
        #expect(await anneal("eval", expression) == .init(code: 0, output: output))
    }

    @Test func `contexts come from a file or from standard input`() async throws {
        var anneal = Anneal(scratch: try Scratch())
        try anneal.scratch.write(#"{"Matrix":{"os":["a","b"]}}"#, to: "c.json")
        #expect(
            await anneal("eval", "join(matrix.OS, '+')", "--context", "c.json") == .init(code: 0, output: "\"a+b\"\n"))
        anneal.input = #"{"x":{"y":null}}"#
        #expect(await anneal("eval", "x", "--context", "-") == .init(code: 0, output: "{\"y\":null}\n"))
    }

    @Test func `status functions look at the job's status, and are unknown without it`() async throws {
        var anneal = Anneal(scratch: try Scratch())
        anneal.input = #"{"job":{"status":"failure"}}"#
        #expect(
            await anneal("eval", "failure() && !success() && always() && !cancelled()", "--context", "-")
                == .init(code: 0, output: "true\n"))
        let without = await anneal("eval", "success()")
        #expect(without.code == 1)
        #expect(without.error.hasPrefix("error: parsing: Unrecognized function: 'success'"))
        #expect(
            await anneal("eval", "hashFiles('x')").error.hasPrefix("error: parsing: Unrecognized function: 'hashFiles'")
        )
    }

    @Test func `an error points at its place`() async throws {
        let anneal = Anneal(scratch: try Scratch())
        #expect(
            await anneal("eval", "1 < )")
                == .init(
                    code: 1, output: "",
                    error: "error: parsing: Unexpected symbol: ')' (at character 5)\n  1 < )\n      ^\n"))
    }

    @Test(arguments: [("-1", "-1\n"), ("-1 < 2", "true\n"), ("-.5", "-0.5\n"), ("-Infinity < 0", "true\n")])
    func `an expression may begin with a dash`(expression: String, output: String) async throws {
        let anneal = Anneal(scratch: try Scratch())
        #expect(await anneal("eval", expression) == .init(code: 0, output: output))
        #expect(await anneal("eval", "--", expression) == .init(code: 0, output: output))
    }

    @Test func `an option that is not there is no expression`() async throws {
        let anneal = Anneal(scratch: try Scratch())
        let mistyped = await anneal("eval", "1", "--contxt", "x")
        #expect(mistyped.code == 2 && mistyped.error.contains("--contxt"))
        let two = await anneal("eval", "1", "<", "2")
        #expect(two.code == 2 && two.error.contains("quote it"))
        #expect(await anneal("eval", "-h").output.contains("USAGE: anneal eval"))
    }

    @Test func `what cannot be read ends with code 2`() async throws {
        let anneal = Anneal(scratch: try Scratch())
        #expect(await anneal("eval", "1", "--context", "no.json").code == 2)
        try anneal.scratch.write("[]", to: "list.json")
        #expect(
            await anneal("eval", "1", "--context", "list.json")
                == .init(
                    code: 2, output: "", error: "anneal: list.json must be a JSON object with the contexts by name\n"))
        #expect(await anneal("eval").code == 2)
        #expect(await anneal("eval", "1", "--batch").code == 2)
    }

    @Test func `a batch of requests ends with code 0, whatever came of them`() async throws {
        var anneal = Anneal(scratch: try Scratch())
        anneal.input = #"{"id":1,"expr":"1 &"}"# + "\n"
        let outcome = await anneal("eval", "--batch")
        #expect(outcome.code == 0 && outcome.error.isEmpty)
    }

    @Test func `lines that are no requests are counted, and named as long as somebody reads on`() async throws {
        var anneal = Anneal(scratch: try Scratch())
        anneal.input = String(repeating: "[]\n", count: 100)
        let outcome = await anneal("eval", "--batch")
        #expect(outcome.code == 2 && outcome.output.split(separator: "\n").count == 100)
        let notes = outcome.error.split(separator: "\n")
        #expect(notes.count == 21)
        #expect(notes.first == "anneal: line 1 of standard input is no request: it is no object with 'expr'")
        #expect(notes.last == "anneal: 100 lines of standard input are no requests")
    }

    @Test func `a batch answers line by line, broken lines too`() async throws {
        var anneal = Anneal(scratch: try Scratch())
        anneal.input = """
            {"id":1,"expr":"x.y","contexts":{"x":{"Y":[1]}}}
            {"id":2,"expr":"1 &"}

            {"id":3,"expr":"y"}\r
            nonsense
            {"id":4,"expr":"fromJSON('')"}
            {"id":5,"expression":"1"}
            """
        let outcome = await anneal("eval", "--batch")
        #expect(outcome.code == 2)
        #expect(
            outcome.error.split(separator: "\n").map { $0.prefix(46) } == [
                "anneal: line 5 of standard input is no request", "anneal: line 7 of standard input is no request"
            ])
        let lines = outcome.output.split(separator: "\n")
        let starts = [
            #"{"id":1,"kind":"Array","value":[1]}"#, #"{"id":2,"error":"lexing","message":""#,
            #"{"id":3,"error":"parsing","message":""#,
            #"{"id":null,"error":"parsing","message":"the line is no request: "#,
            #"{"id":4,"error":"evaluation","message":""#,
            #"{"id":5,"error":"parsing","message":"the line is no request: 'expr' must be a string"#
        ]
        #expect(lines.count == starts.count)
        for (line, start) in zip(lines, starts) { #expect(line.hasPrefix(start)) }
    }
}
