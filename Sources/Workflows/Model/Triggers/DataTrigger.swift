/// One entry of `on.data`: new data has arrived for a dataset.
public struct DataTrigger: Hashable, Sendable {
    /// How much must be new at least.
    public struct Amount: Hashable, Sendable {
        public var files: Int?
        public var rows: Int?
        public var bytes: Int?

        public init(files: Int? = nil, rows: Int? = nil, bytes: Int? = nil) {
            self.files = files
            self.rows = rows
            self.bytes = bytes
        }
    }

    /// As `.anneal/datasets.yml` calls it.
    public var dataset: Located<String>
    /// Nothing has arrived for this long; nil = at once.
    public var quiet: Located<Duration>?
    /// Not longer than this, whatever `quiet` says; nil = no limit.
    public var maxWait: Located<Duration>?
    public var minNew: Located<Amount>?

    public init(
        dataset: Located<String>, quiet: Located<Duration>? = nil, maxWait: Located<Duration>? = nil,
        minNew: Located<Amount>? = nil
    ) {
        self.dataset = dataset
        self.quiet = quiet
        self.maxWait = maxWait
        self.minNew = minNew
    }
}
