import Core
import Expressions
import Testing

struct ReferenceTests {
    @Test(arguments: [
        ("GitHub.Ref", ["github:Ref@0"]), ("needs.build.outputs['x'].y", ["needs:build.outputs.x.y@0"]),
        ("github.event.commits[0].message", ["github:event.commits.0.message@0"]),
        ("a.b.*.c", ["a:b@0"]), ("a.b[*].c", ["a:b@0"]), ("a[b.c].d", ["a:@0", "b:c@2"]),
        ("contains(a.b, c) && !(d || e.f)", ["a:b@9", "c:@14", "d:@22", "e:f@27"]), ("(a).b", ["a:b@1"]),
        ("fromJSON(a.b).c", ["a:b@9"]), ("fromJSON(a.b)[c.d].e", ["a:b@9", "c:d@14"]), ("'a.b'", []),
        ("case(a, b, c)[d]", ["a:@5", "b:@8", "c:@11", "d:@14"]), ("a.b == a.b", ["a:b@0", "a:b@7"])
    ])
    func `every context access is listed once`(text: String, expected: [String]) throws {
        let references = try Expressions.Expression(parsing: text).references
        #expect(references.map { "\($0.context):\($0.path.joined(separator: "."))@\($0.offset)" } == expected)
    }

    @Test func `every function is listed with its arguments`() throws {
        let expression = try Expressions.Expression(parsing: "Format('{0}', toJSON(a)).x && a[join(b, ',')]")
        #expect(
            expression.functions == [
                FunctionCall(name: "format", argumentCount: 2, offset: 0),
                FunctionCall(name: "tojson", argumentCount: 1, offset: 14),
                FunctionCall(name: "join", argumentCount: 2, offset: 32)
            ])
        #expect(!expression.callsStatusFunction)
        #expect(try Expressions.Expression(parsing: "!(a && FAILURE())").callsStatusFunction)
    }

    @Test func `expressions are equal when their texts are`() throws {
        #expect(try Expressions.Expression(parsing: "a.b") == Expressions.Expression(parsing: "a.b"))
        #expect(try Expressions.Expression(parsing: "a.b") != Expressions.Expression(parsing: "a.c"))
    }
}
