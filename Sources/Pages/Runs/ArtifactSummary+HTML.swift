extension ArtifactSummary {
    /// What the jobs of a run have handed in, each a link to its archive; nothing when there is none.
    static func table(_ artifacts: [ArtifactSummary], _ context: PageContext) -> HTML {
        guard !artifacts.isEmpty else { return "" }
        let rows = artifacts.map { $0.row(context) }
        return """
            <section class="card artifacts" aria-labelledby="artifacts"><h2 id="artifacts">Artifacts</h2>
            <div class="wide"><table>
            <thead><tr><th>Name</th><th class="right">Files</th><th class="right">Size</th><th>SHA-256</th><th>Expires</th></tr></thead>
            <tbody>
            \(rows)
            </tbody>
            </table></div>
            </section>

            """
    }

    private func row(_ context: PageContext) -> HTML {
        """
        <tr><td><a href="\(Address.artifact(id, of: run))">\(name)</a></td><td class="right">\(files)</td>\
        <td class="right">\(ByteCount.text(size))</td><td><code class="sha" title="\(digest)">\(String(digest.prefix(12)))</code></td>\
        <td>\(Moment.ahead(expiresAt, now: context.now))</td></tr>

        """
    }
}
