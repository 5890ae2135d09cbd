import Core
import Testing
import Workflows

@testable import Planning

/// Each row is a sentence of GitHub's documentation on `on.push`.
@Suite struct TriggerTests {
    private func decide(
        _ ref: GitRef, branches: PatternFilter? = nil, tags: PatternFilter? = nil, paths: PatternFilter? = nil,
        changed: [String]? = nil
    ) throws -> Decision {
        let trigger = PushTrigger(branches: branches, tags: tags, paths: paths)
        let workflow = try Model.workflow(Model.job("test"), triggers: Triggers(push: trigger))
        let changes = changed.map { ChangedPaths(PathIndex($0), since: "bbbbbbb") }
        let plan = Planner.plan(try .push(ref), workflow, facts: PlanFacts(changes: changes)).plan
        let decision = try #require(plan.decisions.first)
        #expect(plan.runs.isEmpty == (decision.verdict != .matched), "a run exactly when matched")
        return decision
    }

    @Test func `neither branches nor tags: both kinds of reference run`() throws {
        #expect(try decide(.branch("x")).verdict == .matched)
        #expect(try decide(.tag("v1")).verdict == .matched)
    }

    @Test func `a reference that is neither a branch nor a tag starts nothing`() throws {
        let decision = try decide(GitRef("refs/notes/commits"))
        #expect(decision.verdict == .ignored)
        #expect(decision.reason == "refs/notes/commits is neither a branch nor a tag")
    }

    @Test func `with branches alone a tag does not run`() throws {
        let decision = try decide(.tag("v1"), branches: Model.filter("**"))
        #expect(decision.verdict == .filtered)
        #expect(decision.rule == "on.push.branches")
        #expect(decision.reason == "on.push has branches and no tags, and this is a push of tag v1")
    }

    @Test func `with tags-ignore alone a branch does not run`() throws {
        let decision = try decide(.branch("main"), tags: Model.filter("v1", ignores: true))
        #expect(decision.verdict == .filtered)
        #expect(decision.rule == "on.push.tags-ignore")
    }

    @Test func `a branch that matches no pattern is filtered and says so`() throws {
        let decision = try decide(.branch("feature/x"), branches: Model.filter("main", "releases/**"))
        #expect(decision.verdict == .filtered)
        #expect(decision.reason == "branch feature/x matches no pattern of branches")
        #expect(decision.rule == "on.push.branches")
        #expect(decision.position?.line == 10)
    }

    @Test(arguments: [
        ("releases/10", true), ("releases/beta/mona", true), ("releases/10-alpha", false),
        ("releases/beta/3-alpha", false)
    ])
    func `a negative pattern after a positive one excludes`(branch: String, runs: Bool) throws {
        let filter = try Model.filter("releases/**", "!releases/**-alpha")
        #expect(try decide(.branch(branch), branches: filter).verdict == (runs ? .matched : .filtered))
    }

    @Test func `a negative pattern that decided is named with its line`() throws {
        let decision = try decide(
            .branch("releases/1-alpha"), branches: Model.filter("releases/**", "!releases/**-alpha"))
        #expect(decision.reason == "branch releases/1-alpha is taken back by '!releases/**-alpha' of branches")
        #expect(decision.position?.line == 11)
    }

    @Test func `a positive pattern after a negative one includes again`() throws {
        let filter = try Model.filter("**", "!**-alpha", "keep-alpha")
        #expect(try decide(.branch("keep-alpha"), branches: filter).verdict == .matched)
    }

    @Test(arguments: [("mona/octocat", false), ("releases/beta/3-alpha", false), ("main", true)])
    func `branches-ignore keeps out what matches`(branch: String, runs: Bool) throws {
        let filter = try Model.filter("mona/octocat", "releases/**-alpha", ignores: true)
        let decision = try decide(.branch(branch), branches: filter)
        #expect(decision.verdict == (runs ? .matched : .filtered))
        if !runs { #expect(decision.rule == "on.push.branches-ignore") }
    }

    @Test func `one changed path that matches is enough`() throws {
        let decision = try decide(
            .branch("main"), paths: Model.filter("**.js"), changed: ["README.md", "src/index.js"])
        #expect(decision.verdict == .matched)
        #expect(decision.reason == "a push of branch main, and src/index.js changed since bbbbbbb and matches '**.js'")
    }

    @Test(arguments: [
        ("sub-project/index.js", true), ("sub-project/src/index.js", true), ("sub-project/docs/readme.md", false)
    ])
    func `paths with an exclusion`(path: String, runs: Bool) throws {
        let filter = try Model.filter("sub-project/**", "!sub-project/docs/**")
        #expect(try decide(.branch("main"), paths: filter, changed: [path]).verdict == (runs ? .matched : .filtered))
    }

    @Test func `a path that was taken back is named`() throws {
        let filter = try Model.filter("sub-project/**", "!sub-project/docs/**")
        let decision = try decide(.branch("main"), paths: filter, changed: ["a", "sub-project/docs/readme.md"])
        #expect(
            decision.reason
                == "no changed path since bbbbbbb matches paths; "
                + "sub-project/docs/readme.md is taken back by '!sub-project/docs/**'")
        #expect(decision.position?.line == 11)
    }

    @Test func `only a path that was taken before is taken back`() throws {
        let filter = try Model.filter("src/**", "!**/*.md")
        let decision = try decide(.branch("main"), paths: filter, changed: ["README.md"])
        #expect(
            decision.reason == "README.md, the only changed path since bbbbbbb, matches no pattern of paths")
    }

    @Test func `paths-ignore runs when any path is outside`() throws {
        let filter = try Model.filter("docs/**", ignores: true)
        #expect(try decide(.branch("main"), paths: filter, changed: ["docs/a.md", "b.py"]).verdict == .matched)
        let decision = try decide(.branch("main"), paths: filter, changed: ["docs/a.md", "docs/b.md"])
        #expect(decision.verdict == .filtered)
        #expect(decision.rule == "on.push.paths-ignore")
        #expect(decision.reason == "all 2 changed paths since bbbbbbb are ignored, docs/a.md by 'docs/**'")
    }

    @Test(arguments: [true, false])
    func `without changed files neither kind of path filter runs`(ignores: Bool) throws {
        let decision = try decide(.branch("main"), paths: Model.filter("**", ignores: ignores), changed: [])
        #expect(decision.verdict == .filtered)
        #expect(decision.reason == "no file changed since bbbbbbb")
    }

    @Test func `both branches and paths have to be satisfied`() throws {
        let (branches, paths) = (try Model.filter("main"), try Model.filter("src/**"))
        #expect(try decide(.branch("main"), branches: branches, paths: paths, changed: ["src/a"]).verdict == .matched)
        #expect(try decide(.branch("dev"), branches: branches, paths: paths, changed: ["src/a"]).verdict == .filtered)
        #expect(try decide(.branch("main"), branches: branches, paths: paths, changed: ["b"]).verdict == .filtered)
    }

    @Test func `path filters are not evaluated for tags`() throws {
        #expect(try decide(.tag("v1"), paths: Model.filter("src/**"), changed: ["README.md"]).verdict == .matched)
    }

    @Test func `unknown changes pass a path filter and say so`() throws {
        let decision = try decide(.branch("main"), paths: Model.filter("src/**"))
        #expect(decision.verdict == .matched)
        #expect(decision.reason.contains("the changed paths are not known"))
    }

    @Test func `a path from a stranger cannot break the sentence`() throws {
        let decision = try decide(.branch("main"), paths: Model.filter("src/**"), changed: ["a\n\u{1B}[31mb"])
        #expect(decision.reason.contains("a\\u{a}\\u{1b}[31mb"))
    }
}
