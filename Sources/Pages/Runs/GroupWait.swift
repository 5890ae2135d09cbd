public import Core

/// What a run or a job that waits for its concurrency group is told.
public struct GroupWait: Hashable, Sendable {
    public var group: String
    /// 1 = the next one.
    public var position: Int
    /// The run that holds the group.
    public var holder: RunID?

    public init(group: String, position: Int, holder: RunID?) {
        self.group = group
        self.position = position
        self.holder = holder
    }

    var html: HTML {
        let held: HTML = holder.map { ", which <a href=\"\(Address.run($0))\">run \($0.rawValue)</a> holds" } ?? ""
        let place: HTML = position == 1 ? "It is the next one." : "\(position - 1) before it."
        return
            "<p class=\"why\">Waits for the concurrency group <code class=\"long\">\(group)</code>\(held). \(place)</p>"
    }
}
