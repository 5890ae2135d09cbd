import Testing

@testable import Server

@Suite struct FormFieldTests {
    @Test(arguments: [
        ("a=b&c=d", ["a=b", "c=d"]), ("q=LINE+77", ["q=LINE 77"]), ("q=a%2Bb", ["q=a+b"]), ("q=%C3%BC", ["q=ü"]),
        ("a", ["a="]), ("a=", ["a="]), ("=b", ["=b"]), ("a=b=c", ["a=b=c"]), ("", []), ("&&a=1&", ["a=1"]),
        ("a=%", ["a=%"]), ("a=%4", ["a=%4"]), ("a=%zz", ["a=%zz"]), ("a=%ff", ["a=\u{FFFD}"]), ("%61=%3D", ["a=="])
    ])
    func `fields are read as browsers write them`(text: String, wanted: [String]) {
        #expect(FormFields(text).all.map { "\($0.name)=\($0.text)" } == wanted)
    }

    @Test func `of a box with a hidden field before it, the last one counts`() {
        #expect(Form(fields: FormFields("a=false&a=true").all)["a"] == "true")
    }
}
