extension Cron {
    /// The fewest minutes between two times of one hour, or of one hour and the next; 60 for one time an hour.
    var shortestStep: Int {
        let minutes = (0..<60).filter { self.minutes & 1 << UInt64($0) != 0 }
        guard let first = minutes.first, let last = minutes.last else { return 60 }
        let gaps = zip(minutes, minutes.dropFirst()).map { $1 - $0 }
        let hours = (0..<24).filter { self.hours & 1 << UInt64($0) != 0 }
        let hasNeighbours = zip(hours, hours.dropFirst()).contains { $1 - $0 == 1 } || hours.count == 24
        return (gaps + (hasNeighbours ? [first + 60 - last] : [])).min() ?? 60
    }
}
