public import Core
import OrderedCollections

/// GitHub's loose comparison: strings without case, values of different kinds as numbers, containers by identity.
extension Value {
    /// Containers are equal only when they are the same one, as after an assignment; two empty ones never are,
    /// as nothing tells them apart.
    public func isLooselyEqual(to other: Value) -> Bool {
        order(relativeTo: other) == 0
    }

    /// Negative when this value comes first, positive when the other does, 0 when they are equal;
    /// nil when they have no order, as with NaN, with containers, and with a container and anything else.
    public func order(relativeTo other: Value) -> Int? {
        switch (self, other) {
        case (.string(let left), .string(let right)): return left.orderIgnoringCase(right)
        case (.array(let left), .array(let right)): return left.isSameStorage(as: right) ? 0 : nil
        case (.object(let left), .object(let right)):
            return left.values.elements.isSameStorage(as: right.values.elements) ? 0 : nil
        case (.array, _), (.object, _), (_, .array), (_, .object): return nil
        default:
            let (left, right) = (coercedNumber, other.coercedNumber)
            if left < right { return -1 }
            if left > right { return 1 }
            return left == right ? 0 : nil
        }
    }

    /// The member of an object under this key: exactly this one, or else the first that differs only in case.
    public func member(ignoringCase key: String) -> Value? {
        guard case .object(let members) = self else { return nil }
        if let value = members[key] { return value }
        for (name, value) in members where name.orderIgnoringCase(key) == 0 { return value }
        return nil
    }
}

extension Array where Element == Value {
    fileprivate func isSameStorage(as other: [Value]) -> Bool {
        guard !isEmpty, count == other.count else { return false }
        return withUnsafeBufferPointer { mine in
            other.withUnsafeBufferPointer { theirs in mine.baseAddress == theirs.baseAddress }
        }
    }
}
