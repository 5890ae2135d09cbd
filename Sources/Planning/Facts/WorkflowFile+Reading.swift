import Core
import Crypto
public import Workflows

extension WorkflowFile {
    /// Reads the bytes of a file; whatever is in them, there is a file to plan, if only to show what is wrong with it.
    public init(path: String, source: [UInt8], options: WorkflowOptions = WorkflowOptions()) {
        let (workflow, diagnostics) = WorkflowParser.parse(source, path: path, options: options)
        self.init(
            path: path, workflow: workflow, diagnostics: diagnostics, digest: SHA256.hash(data: source).hexadecimal)
    }
}
