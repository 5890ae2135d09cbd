extension ArraySlice<Unicode.Scalar> {
    /// The same as by way of `UnicodeScalarView`, which takes twenty times as long.
    var text: String {
        let size = reduce(0) { $0 + UTF8.width($1) }
        return String(unsafeUninitializedCapacity: size) { buffer in
            var index = 0
            for scalar in self {
                if scalar.isASCII {
                    buffer[index] = UInt8(truncatingIfNeeded: scalar.value)
                    index += 1
                } else {
                    for unit in String(scalar).utf8 {
                        buffer[index] = unit
                        index += 1
                    }
                }
            }
            return index
        }
    }
}

extension String {
    /// At most `limit` of them.
    func scalars(limit: Int) -> [Unicode.Scalar] {
        var scalars: [Unicode.Scalar] = []
        scalars.reserveCapacity(Swift.min(utf8.count, limit))
        for scalar in unicodeScalars {
            guard scalars.count < limit else { break }
            scalars.append(scalar)
        }
        return scalars
    }
}
