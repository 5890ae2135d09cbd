public import Core

/// A part of a workflow file together with the place where its author wrote it.
@dynamicMemberLookup
public struct Located<Content> {
    public var content: Content
    public var position: SourcePosition

    public init(_ content: Content, at position: SourcePosition) {
        self.content = content
        self.position = position
    }

    public subscript<Member>(dynamicMember path: KeyPath<Content, Member>) -> Member {
        content[keyPath: path]
    }
}

extension Located: Sendable where Content: Sendable {}
extension Located: Equatable where Content: Equatable {}
extension Located: Hashable where Content: Hashable {}
