import AuthenticationCore
import Glibc

/// The time of day, for claims and timestamps; never for measuring how long something takes.
struct WallClock: Sendable {
  /// Milliseconds since 1970.
  let milliseconds: @Sendable () -> Int64

  init(milliseconds: @escaping @Sendable () -> Int64) {
    self.milliseconds = milliseconds
  }

  /// The clock of the system.
  static let system = WallClock {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
  }

  /// Seconds since 1970, rounded down.
  func seconds() -> Int64 { milliseconds() / 1000 }

  /// Now as `2025-01-15T12:00:00.000Z`.
  func timestamp() -> String { Self.timestamp(of: milliseconds()) }

  /// A time in milliseconds since 1970 in the same form.
  static func timestamp(of milliseconds: Int64) -> String { ISO8601.format(milliseconds: milliseconds) }
}
