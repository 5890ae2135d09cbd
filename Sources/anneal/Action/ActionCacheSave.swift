import ArgumentParser

/// `actions/cache/save`
struct ActionCacheSave: BuiltInCommand {
    static let configuration = CommandConfiguration(
        commandName: "cache-save", abstract: "What 'uses: actions/cache/save' runs.", shouldDisplay: false)

    @OptionGroup var phase: PhaseOptions

    func perform(_ job: JobProcess) async throws { try CacheRequest(job).save() }
}
