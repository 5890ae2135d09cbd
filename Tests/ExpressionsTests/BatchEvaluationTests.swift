import Core
import Expressions
import Testing

struct BatchEvaluationTests {
    @Test(arguments: [
        (#"{"id":"a","expr":"x.Y + 1"}"#, #"{"id":"a","error":"lexing""#),
        (#"{"id":7,"expr":"x.Y"}"#, #"{"id":7,"error":"parsing""#),
        (#"{"id":null,"expr":"fromJSON('x')"}"#, #"{"id":null,"error":"evaluation""#),
        (
            #"{"id":"b","expr":"myArray[1]","contexts":{"myArray":[1,{"k":[]}]}}"#,
            #"{"id":"b","kind":"Object","value":{"k":[]}}"#
        ),
        (#"{"expr":"NaN"}"#, #"{"id":null,"kind":"Number","value":null}"#),
        (#"{"id":1,"expr":"'a\nb'"}"#, #"{"id":1,"kind":"String","value":"a\nb"}"#),
        (#"{"id":2,"expr":"1","contexts":null}"#, #"{"id":2,"kind":"Number","value":1}"#),
        (
            #"{"id":1,"expr":2}"#,
            #"{"id":1,"error":"parsing","message":"the line is no request: 'expr' must be a string"}"#
        ),
        (
            #"{"id":1,"expr":"1","contexts":[]}"#,
            #"{"id":1,"error":"parsing","message":"the line is no request: 'contexts' must be an object"}"#
        ),
        (#"{"id":1,"expr":"success()"}"#, #"{"id":1,"error":"parsing","message":""#),
        (
            #"{"id":1,"expr":"cancelled()","contexts":{"Job":{"status":"Cancelled"}}}"#,
            #"{"id":1,"kind":"Boolean","value":true}"#
        ),
        ("nonsense", #"{"id":null,"error":"parsing","message":"the line is no request: it is not JSON"#)
    ])
    func `a line is answered with one line`(line: String, answer: String) throws {
        let answered = BatchEvaluation.answer(line: line)
        let text = answered.text
        #expect(text.hasPrefix(answer), "\(text)")
        #expect(!text.contains("\n"))
        #expect((answered.refusal != nil) == answer.contains("no request"))
        _ = try Value(json: text)
    }
}
