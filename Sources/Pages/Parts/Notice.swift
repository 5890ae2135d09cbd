/// Something the reader should not miss.
enum Notice {
    static func error(_ text: HTML) -> HTML { "<div class=\"notice failure\" role=\"alert\">\(text)</div>" }
    static func warning(_ text: HTML) -> HTML { "<div class=\"notice warning\">\(text)</div>" }

    static func fetchError(_ error: String?) -> HTML {
        error.map { Self.error("<strong>The last fetch failed.</strong> \($0)") } ?? ""
    }
}
