/// The parts of an action's life: before all steps, at its own step, after all steps.
enum ActionPhase: Hashable {
    case pre
    case main
    case post
}
