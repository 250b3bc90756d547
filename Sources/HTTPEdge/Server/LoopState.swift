import Glibc
import Identifiers

/// What the connections of one event loop share without a lock: random words, the date of the second, the responder.
///
/// Confined to its event loop.
final class LoopState {
  var random = RandomPool()
  private var dates = DateCache()
  private var handle: ResponderHandle?
  private let wallClock: () -> Int

  /// Makes the state of one loop.
  ///
  /// - Parameter wallClock: seconds since 1970.
  init(wallClock: @escaping () -> Int = LoopState.secondsSince1970) {
    self.wallClock = wallClock
  }

  /// What answers now; a loop serves one slot all its life.
  func responder(in slot: ResponderSlot) -> any Responder {
    let handle = slot.handle(handle)
    self.handle = handle
    return handle.responder
  }

  /// The `Date` header line of now.
  func dateLine() -> [UInt8] {
    dates.line(at: wallClock())
  }

  private static func secondsSince1970() -> Int {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME_COARSE, &now)
    return now.tv_sec
  }
}
