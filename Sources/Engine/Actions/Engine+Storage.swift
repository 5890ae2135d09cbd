public import Artifacts
import Core
import Logging

extension Engine {
    /// Caches and artifacts.
    public var storage: Storage { Storage(configuration.data.storage) }

    /// Removes artifacts that have expired, at start and then every hour: retention is counted in days.
    func sweepStorage() async {
        repeat {
            do {
                try ArtifactStore(storage).sweep(at: time.now())
            } catch {
                logger.warning("expired artifacts cannot be removed", metadata: ["error": "\(error)"])
            }
        } while (try? await time.sleep(for: .seconds(3600))) != nil
    }
}
