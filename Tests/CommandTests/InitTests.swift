import Foundation
import Testing

@testable import Commands

@Suite struct InitTests {
    @Test(arguments: ReadyWorkflow.all.map(\.name))
    func `a workflow inside the executable is the one in workflows`(name: String) throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
            .standardized
        let text = try String(contentsOf: root.appendingPathComponent("workflows/\(name).yml"), encoding: .utf8)
        #expect(ReadyWorkflow.all.first { $0.name == name }?.text == text)
    }

    @Test func `init writes a workflow that lint likes, and never over another`() async throws {
        let anneal = Anneal(scratch: try Scratch())
        let path = anneal.scratch.path
        #expect(
            await anneal("init")
                == .init(
                    code: 0,
                    output: """
                        wrote .anneal/workflows/python-ml-ci.yml
                        next:
                          anneal lint    check it after a change
                          anneal run     run it here, without a server
                          git add .anneal && git commit

                        """))
        #expect(
            await anneal("lint") == .init(code: 0, output: "", error: "1 file: 0 errors, 0 warnings\n"))
        try anneal.scratch.write("mine", to: ".anneal/workflows/python-ml-ci.yml")
        #expect(
            await anneal("init")
                == .init(
                    code: 2, output: "",
                    error:
                        "anneal: \(path)/.anneal/workflows/python-ml-ci.yml is there already: use --force to overwrite it\n"
                ))
        #expect(try anneal.scratch.read(".anneal/workflows/python-ml-ci.yml") == "mine")
        #expect(await anneal("init", "--force").code == 0)
        #expect(try anneal.scratch.read(".anneal/workflows/python-ml-ci.yml") != "mine")
    }

    @Test func `an unknown workflow is answered with those there are`() async throws {
        #expect(
            await Anneal(scratch: try Scratch())("init", "--workflow", "x")
                == .init(
                    code: 2, output: "", error: "anneal: there is no ready workflow 'x'; there are: python-ml-ci\n"))
    }
}
