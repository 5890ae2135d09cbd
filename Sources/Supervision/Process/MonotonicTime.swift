import CProcess
import Glibc

/// A moment on the clock that nobody sets, in milliseconds; deadlines are kept in it.
struct MonotonicTime: Hashable, Comparable, Sendable {
    var milliseconds: Int64

    static var now: MonotonicTime {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return MonotonicTime(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    static func + (left: Self, milliseconds: Int64) -> Self {
        MonotonicTime(milliseconds: left.milliseconds.addingReportingOverflow(milliseconds).partialValue)
    }

    /// As far as they fit.
    static func milliseconds(ofSeconds seconds: Int) -> Int64 {
        let (result, isTooMany) = Int64(clamping: seconds).multipliedReportingOverflow(by: 1000)
        return isTooMany ? .max / 2 : result
    }

    /// For poll(2): whole milliseconds from now, 0 when it has passed.
    var timeout: Int32 {
        Int32(clamping: max(0, milliseconds - Self.now.milliseconds))
    }
}
