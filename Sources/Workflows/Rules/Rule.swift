/// Everything that `anneal lint` can find, by the name that its diagnostics carry.
public enum Rule: String, Sendable, CaseIterable {
    case invalidYAML = "invalid-yaml"
    case limit
    case duplicateKey = "duplicate-key"
    case unknownKey = "unknown-key"
    case unsupportedKey = "unsupported-key"
    case unsupportedAction = "unsupported-action"
    case unavailable
    case missingKey = "missing-key"
    case wrongType = "wrong-type"
    case invalidValue = "invalid-value"
    case badGlob = "bad-glob"
    case duplicateID = "duplicate-id"
    case expression
    case unknownContext = "unknown-context"
    case unknownFunction = "unknown-function"
    case undefinedNeeds = "undefined-needs"
    case undefinedStep = "undefined-step"
    case undefinedMatrix = "undefined-matrix"
    case undefinedInput = "undefined-input"
    case needsCycle = "needs-cycle"
    case noFirstJob = "no-first-job"
    case constantCondition = "constant-condition"
    case untrustedInput = "untrusted-input"
    case deprecatedCommand = "deprecated-command"
    case actionLock = "action-lock"
    case missingAction = "missing-action"
}
