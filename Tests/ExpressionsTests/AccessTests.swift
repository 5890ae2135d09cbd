import Core
import Expressions
import Testing

struct AccessTests {
    private static let contexts: [String: Value] = [
        "foo": [
            "Bar": "baz", "": "empty", "15": "fifteen", "true": "yes", "list": ["zero", "one", "two"],
            "dup": "lower", "DUP": "upper",
            "people": [["name": "A", "tags": ["x", "y"]], ["NAME": "B"], ["age": 3], "text", ["nested", "array"]],
            "map": ["one": ["v": 1], "two": ["v": 2], "three": ["w": 3]], "nothing": nil, "text": "abc"
        ]
    ]

    @Test(arguments: [
        Row("foo.bar", "\"baz\""), Row("FOO.BAR", "\"baz\""), Row("foo['bar']", "\"baz\""),
        Row("foo[null]", "\"empty\""),
        Row("foo[0x0F]", "\"fifteen\""), Row("foo[true]", "\"yes\""), Row("foo.true", "\"yes\""),
        Row("foo.dup", "\"lower\""),
        Row("foo.DUP", "\"upper\""), Row("foo.missing", "null"), Row("foo.missing.deeper['x'][1]", "null"),
        Row("foo.text.length", "null"), Row("foo[fromJSON('{}')]", "null"), Row("foo . bar", "\"baz\""),
        Row("foo.list[1]", "\"one\""), Row("foo.list[1.9]", "\"one\""), Row("foo.list['1']", "\"one\""),
        Row("foo.list[null]", "\"zero\""), Row("foo.list[-1]", "null"), Row("foo.list[3]", "null"),
        Row("foo.list[1e300]", "null"), Row("foo.list[Infinity]", "null"), Row("foo.list['x']", "null"),
        Row("foo.list.one", "null"), Row("(foo).bar", "\"baz\""), Row("fromJSON('[[7]]')[0][0]", "7")
    ])
    func `properties are found without case and indices are converted`(row: Row) throws {
        #expect(try json(of: row.text, Self.contexts) == row.json)
    }

    @Test(arguments: [
        Row("foo.list.*", #"["zero","one","two"]"#), Row("foo.list[*]", #"["zero","one","two"]"#),
        Row("foo.people.*.name", #"["A","B"]"#), Row("foo.people.*['name']", #"["A","B"]"#),
        Row("foo.people[*].tags", #"[["x","y"]]"#), Row("foo.people.*.tags.*", #"["x","y"]"#),
        Row("foo.people.*[1]", #"["array"]"#), Row("foo.people.*.tags[1]", #"["y"]"#), Row("foo.map.*.v", "[1,2]"),
        Row("foo.map.*.*", "[1,2,3]"), Row("foo.nothing.*", "[]"), Row("foo.text.*.x", "[]"),
        Row("foo.missing.*.*.x", "[]"),
        Row("(foo.people.*).name", #"["A","B"]"#), Row("(0 || foo.people.*).name", #"["A","B"]"#),
        Row("foo.people.name", "null"), Row("foo.people.*.name[0]", "[]"), Row("foo.people.*[fromJSON('[]')]", "[]"),
        Row("join(foo.people.*.name, '+')", "\"A+B\""), Row("contains(foo.people.*.name, 'b')", "true")
    ])
    func `a star filters, and what follows applies to each element`(row: Row) throws {
        #expect(try json(of: row.text, Self.contexts) == row.json)
    }

    @Test func `an unknown context is an error that names it`() {
        let error = error(of: "1 && nosuch.x")
        #expect(error?.kind == .evaluation)
        #expect(error?.offset == 5)
        #expect(error?.message.contains("'nosuch'") == true)
    }
}
