import Git
import Testing

@Suite struct GitPathTests {
    @Test func `a path keeps bytes that are not UTF-8 and shows them as replacement characters`() {
        let path = GitPath(bytes: [0x61, 0x2F, 0xFF])
        #expect(path.bytes == [0x61, 0x2F, 0xFF])
        #expect(path.text == "a/\u{FFFD}")
        #expect(path.lastPart.bytes == [0xFF])
        #expect(path != GitPath(bytes: [0x61, 0x2F, 0xFE]))
    }

    @Test func `paths sort by bytes`() {
        #expect(
            [GitPath("b"), GitPath("a/b"), GitPath("a-b")].sorted() == [GitPath("a-b"), GitPath("a/b"), GitPath("b")])
    }
}
