import AuthenticationCore
import Events
import Logging
import ServiceLifecycle

/// Keeps what is known of consumers in a file, so that a start in the middle of an outage is not a cold one.
struct SnapshotKeeper: Service {
  let file: SnapshotFile
  let store: CredentialStore
  /// From one snapshot to the next; the last one is written at the end.
  let interval: Duration
  let clock: WallClock
  let logger: Logger

  /// Takes in what the process before us has left, if anything: as expired, to be used only where Kong cannot be asked.
  func load() {
    guard file.exists else { return logger.info(.snapshotAbsent, "No cache snapshot yet") }
    switch file.read(at: clock.seconds()) {
    case .success(let remembered):
      let count = store.restore(remembered)
      logger.info(
        .snapshotLoaded, "Cache snapshot loaded", ["consumers": "\(count)", "too_old": "\(remembered.count - count)"])
    case .failure(let refusal):
      logger.warning(.snapshotIgnored, "Cache snapshot ignored", ["reason": "\(refusal.reason)"])
    }
  }

  /// Writes a snapshot every interval, and once more at the end of the service.
  func run() async {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        try? await Task.sleep(for: interval)
        if !Task.isCancelled { write() }
      }
    }
    write()
  }

  func write() {
    let remembered = store.remembered
    do throws(SnapshotFile.WriteError) {
      let bytes = try file.write(remembered, at: clock.seconds())
      logger.debug(
        .snapshotWritten, "Cache snapshot written", ["consumers": "\(remembered.count)", "bytes": "\(bytes)"])
    } catch {
      logger.warning(.snapshotFailed, "Cache snapshot not written", ["reason": "\(error.reason)"])
    }
  }
}

/// The log of the service group names its parts by this, and shows nothing of what is in them.
extension SnapshotKeeper: CustomStringConvertible {
  var description: String { "SnapshotKeeper" }
}
