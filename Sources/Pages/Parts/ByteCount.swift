/// Sizes for people.
enum ByteCount {
    private static let units = ["B", "KiB", "MiB", "GiB", "TiB"]

    /// `512 B`, `1.5 KiB`, `20 MiB`; cut and not rounded, so that nothing seems larger than it is.
    static func text(_ bytes: Int64) -> String {
        var (whole, rest, unit) = (max(0, bytes), Int64(0), 0)
        while whole >= 1024, unit < units.count - 1 {
            (whole, rest, unit) = (whole / 1024, whole % 1024, unit + 1)
        }
        let tenth = rest * 10 / 1024
        return whole < 10 && tenth > 0 ? "\(whole).\(tenth) \(units[unit])" : "\(whole) \(units[unit])"
    }
}
