/// Time for each kind of command to the shared cache.
package struct CacheTimeouts: Sendable, Equatable {
  /// All that a cold request waits for the shared cache.
  package var get: Duration
  package var set: Duration
  package var delete: Duration
  package var scan: Duration
  package var ping: Duration
  package var connect: Duration
}

extension CacheTimeouts {
  static let get = setting("get", 100...10_000, 1000, "All that a cold request waits for the shared cache.")
  static let set = setting("set", 100...10_000, 2000, "Time for `SET`, in the background.")
  static let delete = setting("delete", 100...10_000, 1000, "Time for `UNLINK`, in the background.")
  static let scan = setting("scan", 100...30_000, 5000, "Time for one `SCAN`, in the background.")
  static let ping = setting("ping", 50...5000, 500, "Time for `PING` where the monitor is off, and for `INFO`.")
  static let connect = setting(
    "connect", 1000...30_000, 5000, "Time for a connection to come about, with TLS and authentication.")

  init(from settings: inout SettingsReader) {
    get = settings.value(of: Self.get)
    set = settings.value(of: Self.set)
    delete = settings.value(of: Self.delete)
    scan = settings.value(of: Self.scan)
    ping = settings.value(of: Self.ping)
    connect = settings.value(of: Self.connect)
  }

  private static func setting(
    _ name: String, _ range: ClosedRange<Int>, _ milliseconds: Int, _ summary: String
  ) -> Setting<Duration> {
    Setting(
      "caching.resilience.operationTimeouts.\(name)Ms", "CACHE_TIMEOUT_\(name.uppercased())_MS", .milliseconds(range),
      default: .milliseconds(milliseconds), summary)
  }
}
