extension DispatchPage {
    /// An input of a workflow as a field of its form.
    public struct Input: Sendable {
        public enum Kind: Sendable {
            case text, number, flag
            case choice([String])
            /// - Parameter known: names of environments, as suggestions.
            case environment(known: [String])
        }

        public var name: String
        public var kind: Kind
        public var description: String?
        public var isRequired: Bool
        public var hasDefault: Bool
        /// What the field holds: what was typed, else the default.
        public var text: String
        /// What is wrong with what was typed.
        public var problem: String?

        public init(
            name: String, kind: Kind, description: String?, isRequired: Bool, hasDefault: Bool = false, text: String,
            problem: String? = nil
        ) {
            self.name = name
            self.kind = kind
            self.description = description
            self.isRequired = isRequired
            self.hasDefault = hasDefault
            self.text = text
            self.problem = problem
        }

        func field(id: String) -> HTML {
            let star: HTML = isRequired ? " <abbr title=\"has to be given\">*</abbr>" : ""
            let help: HTML = description.map { "<span class=\"quiet\" id=\"\(id)-help\">\($0)</span>" } ?? ""
            let complaint: HTML = problem.map { "<span class=\"problem\" id=\"\(id)-problem\">\($0)</span>" } ?? ""
            return "<p><label for=\"\(id)\">\(name)\(star)</label> \(control(id: id)) \(help)\(complaint)</p>\n"
        }

        private func control(id: String) -> HTML {
            let name = DispatchPage.inputPrefix + name
            let about = [problem == nil ? nil : "\(id)-problem", description == nil ? nil : "\(id)-help"]
                .compactMap { $0 }.joined(separator: " ")
            let described: HTML = about.isEmpty ? "" : " aria-describedby=\"\(about)\""
            let wrong: HTML = problem == nil ? "" : " aria-invalid=\"true\""
            let common: HTML = "id=\"\(id)\" name=\"\(name)\"\(described)\(wrong)"
            switch kind {
            case .text:
                return "<input \(common) value=\"\(text)\"\(flag: "required", isRequired)>"
            case .number:
                return
                    "<input type=\"number\" step=\"any\" \(common) value=\"\(text)\"\(flag: "required", isRequired)>"
            case .environment(let known):
                let options = known.map { "<option value=\"\($0)\"></option>" as HTML }
                return """
                    <input list="\(id)-known" \(common) value="\(text)"\(flag: "required", isRequired)>\
                    <datalist id="\(id)-known">\(options)</datalist>
                    """
            case .flag:
                // A box that is not ticked sends nothing: the hidden field before it says false then.
                return """
                    <input type="hidden" name="\(name)" value="false">\
                    <input type="checkbox" \(common) value="true"\(flag: "checked", text == "true")>
                    """
            case .choice(let choices):
                let options = choices.map { "<option\(flag: "selected", $0 == text)>\($0)</option>" as HTML }
                return "<select \(common)\(flag: "required", isRequired)>\(options)</select>"
            }
        }
    }
}
