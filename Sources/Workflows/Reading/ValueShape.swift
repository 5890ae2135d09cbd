/// What a value has to be, as messages say it, and how somebody who has written something else writes it.
enum ValueShape: String {
    case mapping = "a mapping"
    case list = "a list"
    case listOfMappingsOrExpression = "a list of mappings or an expression"
    case listOrExpression = "a list or an expression"
    case text = "a text"
    case texts = "a text or a list of texts"
    case textOrMapping = "a text or a mapping"
    case textsOrMapping = "a text, a list of texts or a mapping"
    case events = "an event, a list of events or a mapping of them"
    case scalar = "a text, a number or a boolean"
    case number = "a number"
    case numberOrExpression = "a number or an expression"
    case boolean = "true or false"
    case booleanOrExpression = "true, false or an expression"
    case condition = "an expression"
    case permissions = "a mapping, read-all or write-all"
    case secrets = "a mapping or 'inherit'"

    var help: String {
        switch self {
        case .mapping: "Write lines of 'key: value', set in below the key."
        case .list: "Write each element on a line of its own, set in below the key and behind a '-'."
        case .listOfMappingsOrExpression:
            "Write each combination behind a '-', or one ${{ }} that gives a list of them."
        case .listOrExpression: "Write its values between '[' and ']', or one ${{ }} that gives a list."
        case .text: "Write one value behind the ':'."
        case .texts: "Write one value behind the ':', or several between '[' and ']'."
        case .textOrMapping: "Write one value behind the ':', or lines of 'key: value' below it."
        case .textsOrMapping:
            "Write one value behind the ':', several between '[' and ']', or lines of 'key: value' below it."
        case .events:
            "Write 'on: push', 'on: [push, pull_request]', or each event with its filters on a line below 'on:'."
        case .scalar: "Write one value behind the ':'."
        case .number: "Write a number without quotes."
        case .numberOrExpression: "Write a number without quotes, or one ${{ }} that gives one."
        case .boolean: "Write true or false without quotes; 'yes', 'on' and their like are texts."
        case .booleanOrExpression:
            "Write true or false without quotes ('yes', 'on' and their like are texts), or one ${{ }} that gives one."
        case .condition: "Write it behind the ':', as in github.ref == 'refs/heads/main'."
        case .permissions: "Write read-all, write-all, {} for none, or lines such as 'contents: read' below it."
        case .secrets: "Write 'inherit', or lines of 'NAME: ${{ secrets.NAME }}' below it."
        }
    }
}
