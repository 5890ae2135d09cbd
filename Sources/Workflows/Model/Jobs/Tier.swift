/// The six kinds of test, cheapest first.
public enum Tier: String, Hashable, Sendable, Codable, CaseIterable {
    case unit, integration, system, acceptance, regression, stress
}
