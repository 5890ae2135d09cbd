/// Comparison as .NET's `OrdinalIgnoreCase`, which GitHub's is: by the upper-case form of each character alone,
/// without regard to language or to canonical equivalence.
extension String {
    /// In the order of UTF-16 code units.
    func orderIgnoringCase(_ other: String) -> Int {
        var left = unicodeScalars.makeIterator()
        var right = other.unicodeScalars.makeIterator()
        while true {
            switch (left.next(), right.next()) {
            case (nil, nil): return 0
            case (nil, _): return -1
            case (_, nil): return 1
            case (let first?, let second?):
                if first == second { continue }
                let (first, second) = (first.folded, second.folded)
                if first != second { return first < second ? -1 : 1 }
            }
        }
    }

    func hasPrefixIgnoringCase(_ prefix: String) -> Bool {
        var scalars = unicodeScalars.makeIterator()
        return prefix.unicodeScalars.allSatisfy { $0.folded == scalars.next()?.folded }
    }

    func hasSuffixIgnoringCase(_ suffix: String) -> Bool {
        var scalars = unicodeScalars.reversed().makeIterator()
        return suffix.unicodeScalars.reversed().allSatisfy { $0.folded == scalars.next()?.folded }
    }

    /// In linear time (Knuth, Morris, Pratt), because both texts may be an attacker's.
    func containsIgnoringCase(_ other: String) -> Bool {
        let pattern = other.unicodeScalars.map(\.folded)
        guard !pattern.isEmpty else { return true }
        var fallbacks = Array(repeating: 0, count: pattern.count)
        var matched = 0
        for index in 1..<max(pattern.count, 1) {
            while matched > 0, pattern[index] != pattern[matched] { matched = fallbacks[matched - 1] }
            if pattern[index] == pattern[matched] { matched += 1 }
            fallbacks[index] = matched
        }
        matched = 0
        for scalar in unicodeScalars {
            let folded = scalar.folded
            while matched > 0, folded != pattern[matched] { matched = fallbacks[matched - 1] }
            if folded == pattern[matched] { matched += 1 }
            if matched == pattern.count { return true }
        }
        return false
    }
}

extension Unicode.Scalar {
    /// A number that is equal for scalars that differ only in case, and that orders as UTF-16 does.
    ///
    /// Only a mapping to one scalar counts, and none from outside ASCII into it: `ı` is not `I`, `ß` is not `SS`.
    fileprivate var folded: UInt32 {
        if isASCII { return ("a"..."z").contains(self) ? value - 32 : value }
        let upper = properties.uppercaseMapping.unicodeScalars
        guard let first = upper.first, upper.count == 1, !first.isASCII else { return value.utf16Order }
        return first.value.utf16Order
    }
}

extension UInt32 {
    /// Scalars from U+10000 on are surrogates in UTF-16 and so come before U+E000.
    fileprivate var utf16Order: UInt32 {
        (0xE000..<0x10000).contains(self) ? self + 0x110000 : self
    }
}
