extension Rule {
    /// What the rule looks for, in one line.
    public var summary: String {
        switch self {
        case .invalidYAML: "The file is not UTF-8, not YAML, or uses a part of YAML that workflows may not."
        case .limit: "The file is larger, deeper or holds more than is read."
        case .duplicateKey: "A mapping has the same key twice."
        case .unknownKey: "A key is not one of the workflow language."
        case .unsupportedKey: "A key or event of the language that this version can't carry out."
        case .unsupportedAction: "An action, or an input of one, that this version can't carry out."
        case .unavailable: "A part of the language that is read and checked, and that this version can't carry out yet."
        case .missingKey: "A key that must be there is not."
        case .wrongType: "A value is of the wrong kind, such as a list where a text belongs."
        case .invalidValue: "A value is of the right kind but not one of those allowed."
        case .badGlob: "A filter pattern is broken or can't match anything."
        case .duplicateID: "Two jobs, or two steps of a job, have the same id; case does not count."
        case .expression: "What stands between ${{ and }} is no expression, or no expression may stand there."
        case .unknownContext: "An expression uses a context that does not exist or is not available in that place."
        case .unknownFunction: "An expression calls a function that does not exist or is not available in that place."
        case .undefinedNeeds: "A job needs, or reads the outputs of, a job that it can't."
        case .undefinedStep: "An expression reads a step that has not run before it in the same job."
        case .undefinedMatrix: "An expression reads a property that the job's matrix never has."
        case .undefinedInput: "An expression reads an input that the workflow does not declare."
        case .needsCycle: "Jobs need each other in a circle."
        case .noFirstJob: "There is no job, or every job needs another one, so that none can start."
        case .constantCondition: "A condition holds whatever happens, because text stands around its ${{ }}."
        case .untrustedInput: "Text that strangers can write becomes a part of a script: pass it through env instead."
        case .actionLock: "A remote action has no commit in .anneal/actions.lock, or the lock can't be read."
        case .missingAction: "A local action is not in the repository, or its manifest can't be used."
        case .deprecatedCommand: "A script prints a command that was replaced by a command file."
        }
    }
}
