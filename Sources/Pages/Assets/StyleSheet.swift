enum StyleSheet {
    static let text = base + parts + log
}
