import Core
import Testing
import Workflows

@testable import Planning

/// What a plan says of a job's `if` before anything has run.
@Suite struct OutlookTests {
    private static let table: [(jobs: String, verdicts: [String])] = [
        (
            "a: {$, if: \"github.ref == 'refs/heads/nope'\"}",
            ["skipped: its if is false: github.ref == 'refs/heads/nope'"]
        ),
        ("a: {$, if: '${{ false }}'}", ["skipped: its if is false: ${{ false }}"]),
        ("a: {$, if: \"github.ref == 'refs/heads/main'\"}", ["runs"]),
        // Without needs nothing has failed, and nobody has cancelled anything.
        ("a: {$, if: failure()}", ["skipped: its if is false: failure()"]),
        ("a: {$, if: always()}", ["runs"]),
        // Who needs what is skipped is skipped, through others as well; unless its condition is about more.
        (
            "a: {$, if: '${{ false }}'}, b: {$, needs: a}, c: {$, needs: b}, d: {$, needs: c, if: always()}, e: {$, needs: d}",
            [
                "skipped: its if is false: ${{ false }}", "skipped: it needs 'a', which is skipped",
                "skipped: it needs 'b', which is skipped", "runs after its needs",
                "skipped: it needs 'c', which is skipped"
            ]
        ),
        (
            "a: {$}, b: {$, needs: a, if: needs.a.outputs.x == '1'}, c: {$, needs: a, if: failure()}",
            ["runs", "runs if needs.a.outputs.x == '1'", "runs if failure()"]
        ),
        // One operand is enough to know.
        (
            "a: {$}, b: {$, needs: a, if: \"needs.a.outputs.x == '1' && github.ref == 'refs/heads/nope'\"}",
            ["runs", "skipped: its if is false: needs.a.outputs.x == '1' && github.ref == 'refs/heads/nope'"]
        ),
        // What can't be carried out yet is a failure, unless the job is skipped.
        (
            "a: {$, container: debian}, b: {$, if: '${{ false }}', services: {s: {image: x}}}, "
                + "c: {$, needs: a, if: needs.a.result == 'x', test-report: r.xml}",
            [
                "fails: 'container' of the job 'a' can't be carried out yet, so the job fails (line 2)",
                "skipped: its if is false: ${{ false }}",
                "runs if needs.a.result == 'x'; it fails then: 'test-report' of the job 'c' can't be carried out yet, so the "
                    + "job fails (line 2)"
            ]
        )
    ]

    @Test(arguments: table) func `a plan says what its conditions come to`(jobs: String, verdicts: [String]) throws {
        // A dollar stands for the key that every job has.
        let text = "on: push\njobs: {\(jobs.replacing("{$", with: "{runs-on: x"))}\n"
        let file = WorkflowFile(path: "ci.yml", source: Array(text.utf8))
        let plan = Planner.plan(event: try Event.push(), repository: .weather, workflows: [file], facts: PlanFacts())
        let rows = PlanText.render(plan).split(separator: "\n").drop { !$0.hasPrefix("  JOB") }
        let lines = rows.dropFirst().prefix(plan.runs.first?.jobs.count ?? 0)
        #expect(lines.count == verdicts.count, "\(PlanText.render(plan))")
        for (line, verdict) in zip(lines, verdicts) { #expect(line.hasSuffix("  " + verdict), "\(line)") }
    }
}
