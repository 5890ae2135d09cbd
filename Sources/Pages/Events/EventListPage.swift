public import Core

/// `/events`: what came in, newest first.
public struct EventListPage: Sendable {
    public var events: [EventItem]
    /// The `before` of the next page; nil on the last one.
    public var next: EventID?

    public init(events: [EventItem], next: EventID?) {
        self.events = events
        self.next = next
    }

    public func page(_ context: PageContext) -> Page {
        let items = events.map { event -> HTML in
            let ref: HTML = event.ref.map { "<span class=\"ref\" title=\"\($0.name)\">\($0.short)</span>" } ?? ""
            let commit: HTML = event.after.map { "<code class=\"sha\" title=\"\($0.hex)\">\($0.short)</code>" } ?? ""
            let actor: HTML = event.actor.isEmpty ? "" : "<span>by \(event.actor)</span>"
            return """
                <li class="run" id="event-\(event.id.rawValue)">\(event.mark.html)
                <a class="title" href="\(Address.event(event.id))">\(event.kind) #\(event.id.rawValue)</a>
                <span class="facts"><a href="\(Address.repository(event.repository))">\(event.repository)</a>
                \(ref) \(commit) \(actor) <span>\(event.source)</span>
                \(Moment.ago(event.receivedAt, now: context.now))</span></li>

                """
        }
        let older: HTML =
            next.map {
                "<p class=\"pager\"><a rel=\"next\" href=\"\(Address.with("/events", [("before", $0.description)]))\">Older events</a></p>"
            } ?? ""
        let list: HTML =
            items.isEmpty
            ? "<p class=\"quiet\">Nothing has come in yet.</p>" : "<ol class=\"runs\">\(items)</ol>"
        return Page(title: "Events", main: "<h1>Events</h1>\n\(list)\(older)", live: "/live")
    }
}
