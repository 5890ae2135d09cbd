import OrderedCollections

extension JobGraph {
    private enum Size {
        static let width = 200
        static let height = 44
        static let columnGap = 48
        static let rowGap = 12
        static let margin = 4
        /// Characters of a name that fit; where they are wide ones, the box cuts them.
        static let name = 22
    }

    /// The picture; nil when there is nothing to see in it.
    var svg: HTML? {
        guard nodes.count > 1 else { return nil }
        let width = Size.margin * 2 + columns * Size.width + (columns - 1) * Size.columnGap
        let height = Size.margin * 2 + rows * Size.height + (rows - 1) * Size.rowGap
        let edges = nodes.values.flatMap { node in node.needs.compactMap { nodes[$0].map { edge(from: $0, to: node) } }
        }
        let boxes = nodes.values.map(box)
        return """
            <div class="graph" tabindex="0" role="group" aria-label="Job graph">
            <svg width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" aria-label="Jobs and what they need">
            <g class="edges" aria-hidden="true">\(edges)</g>
            \(boxes)
            </svg></div>
            """
    }

    private func x(_ node: Node) -> Int { Size.margin + node.column * (Size.width + Size.columnGap) }

    private func y(_ node: Node) -> Int {
        Size.margin + node.row * (Size.height + Size.rowGap)
    }

    private func edge(from: Node, to: Node) -> HTML {
        let (x1, y1) = (x(from) + Size.width - 4, y(from) + Size.height / 2)
        let (x2, y2) = (x(to), y(to) + Size.height / 2)
        let bend = Size.columnGap / 2
        return "<path d=\"M\(x1) \(y1)C\(x1 + bend) \(y1) \(x2 - bend) \(y2) \(x2) \(y2)\"/>"
    }

    private func box(_ node: Node) -> HTML {
        let (x, y, mark) = (x(node), y(node), node.mark)
        let stack: HTML =
            node.jobs.count > 1
            ? "<rect class=\"under\" x=\"\(x + 4)\" y=\"\(y + 4)\" width=\"\(Size.width - 4)\" height=\"\(Size.height - 2)\" rx=\"6\"/>"
            : ""
        return """
            <a href="\(node.address)" class="node \(mark.style)"><title>\(node.title): \(node.status)</title>\(stack)\
            <rect x="\(x)" y="\(y)" width="\(Size.width - 4)" height="\(Size.height - 2)" rx="6"/>\
            <text class="icon" x="\(x + 18)" y="\(y + 27)" text-anchor="middle">\(mark.icon)</text>\
            <svg x="\(x + 34)" y="\(y)" width="\(Size.width - 44)" height="\(Size.height)">\
            <text y="18">\(node.title.cut(to: Size.name))</text>\
            <text class="status" y="34">\(node.status.cut(to: Size.name + 4))</text></svg></a>

            """
    }
}

extension String {
    /// At most `length` characters; a longer text ends with `…`.
    func cut(to length: Int) -> String { count > length ? prefix(length - 1) + "…" : self }
}
