import KongSandbox
import Synchronization

/// A clock and generators that say what the recorded Kong said.
final class ScriptedValues: Sendable {
  private struct Script {
    var now = 0
    var entityID = ""
    var secrets: [String] = []
    var requestID = ""
  }

  private let script = Mutex(Script())

  /// Lets the next exchange happen when and with what values it was recorded.
  func follow(_ recording: Recording) {
    script.withLock { script in
      script.now = recording.time
      script.entityID = recording.document?["id"]?.string ?? "ffffffff-ffff-4fff-bfff-ffffffffffff"
      script.secrets = ["key", "secret"].filter { !recording.request.body.contains("\"\($0)\"") }
        .compactMap { recording.document?[$0]?.string }
      script.requestID = recording.response["X-Kong-Request-Id"] ?? ""
    }
  }

  var source: ValueSource {
    ValueSource(
      now: { self.script.withLock(\.now) },
      entityID: { self.script.withLock(\.entityID) },
      secret: { self.script.withLock { $0.secrets.isEmpty ? "unscripted" : $0.secrets.removeFirst() } },
      requestID: { self.script.withLock(\.requestID) }
    )
  }
}
