/// How long a time-out may be.
public enum TimeLimit {
    /// A year: no job is meant to take longer, and the seconds still fit any clock's arithmetic.
    public static let longestMinutes = 525_600.0
}
