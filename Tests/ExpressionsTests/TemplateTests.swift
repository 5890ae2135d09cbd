import Core
import Expressions
import FoundationEssentials
import Testing

struct TemplateTests {
    private let scope = Scope(contexts: ["x": ["n": 1, "list": [1, 2], "no": nil, "yes": true], "s": "a}}b"])

    @Test func `a template that is one expression keeps its type`() throws {
        #expect(try Template(parsing: "${{ x.n }}").evaluate(in: scope) == 1)
        #expect(try Template(parsing: "${{x.list}}").evaluate(in: scope) == [1, 2])
        #expect(try Template(parsing: "${{ x.no }}").evaluate(in: scope) == .null)
    }

    @Test(arguments: [
        ("a-${{ x.n }}-b", "a-1-b"), ("${{ x.n }}${{ x.yes }}", "1true"), (" ${{ x.n }}", " 1"),
        ("${{ x.list }}!", "Array!"), ("<${{ x.no }}>", "<>"), ("${{ 'a}}b' }}c", "a}}bc"),
        ("${{ 'it''s }}' }}.", "it's }}."),
        ("é😀${{ s }}", "é😀a}}b"), ("plain", "plain"), ("", ""), ("$ {{ }} $x }}", "$ {{ }} $x }}"),
        ("$${{ x.n }}", "$1")
    ])
    func `text around expressions makes a string`(text: String, result: String) throws {
        let template = try Template(parsing: text)
        #expect(try template.evaluate(in: scope) == .string(result))
        #expect(try template.string(in: scope) == result)
    }

    /// `nosuch` has no value: it would be an error.
    @Test(arguments: [
        ("a\nb ${{ nosuch.x }}", "a"), ("\n \n  ${{ x.n }} b\nc", "1 b"), ("${{ x.no }}\n${{ s }}", "a}}b"),
        ("${{ 'a\nb' }}${{ nosuch.x }}", "a"), ("a ${{ '\n' }}b", "a "), (" \n", ""), ("", "")
    ])
    func `the first line is evaluated alone`(text: String, line: String) throws {
        #expect(try Template(parsing: text).firstLine(in: scope) == line)
    }

    @Test(arguments: [
        ("ab ${{ x", ExpressionError.Kind.parsing, 3), ("${{ 'a }}", .parsing, 0), ("a ${{ }}", .parsing, 2),
        ("é ${{ x.n == }}", .parsing, 10), ("${{ 1 }} ${{ a = b }}", .lexing, 15), ("é${{  nope() }}", .parsing, 6)
    ])
    func `errors give their place in the template`(text: String, kind: ExpressionError.Kind, offset: Int) {
        let error = #expect(throws: ExpressionError.self) { try Template(parsing: text) }
        #expect(error?.kind == kind)
        #expect(error?.offset == offset)
    }

    @Test func `errors of evaluation give their place in the template`() throws {
        let template = try Template(parsing: "é ${{ x.n }} ${{ 1 && nosuch }}")
        let error = #expect(throws: ExpressionError.self) { try template.string(in: scope) }
        #expect(error?.offset == 22)
    }

    @Test func `references and functions give their place in the template`() throws {
        let template = try Template(parsing: "é ${{ x.n }} ${{ toJSON(x.list) }}")
        #expect(
            template.references == [
                Reference(context: "x", path: ["n"], offset: 6), Reference(context: "x", path: ["list"], offset: 24)
            ])
        #expect(template.functions == [FunctionCall(name: "tojson", argumentCount: 1, offset: 17)])
    }

    @Test(arguments: ["", "plain", "a ${{ secrets.X }} b", "${{", "${{ '${{' }}", "}} $${{ 'x' }"])
    func `a literal is never interpolated, not even after coding`(text: String) throws {
        let template = Template(literal: text)
        #expect(template.literal == text)
        #expect(try template.evaluate(in: Scope()) == .string(text))
        let decoded = try JSONDecoder().decode(Template.self, from: JSONEncoder().encode(template))
        #expect(decoded.literal == text)
        #expect(decoded == template)
    }

    @Test func `a template is coded as its text`() throws {
        let template = try Template(parsing: "a ${{ x.n }}")
        let data = try JSONEncoder().encode(template)
        #expect(String(decoding: data, as: UTF8.self) == "\"a ${{ x.n }}\"")
        #expect(try JSONDecoder().decode(Template.self, from: data).parts == template.parts)
        #expect(template.literal == nil)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Template.self, from: Data("\"${{\"".utf8)) }
    }
}
