import AuthenticationCore
import Synchronization

/// Which consumers' ids stood behind names, so that the next look-up need not ask for them.
///
/// A name can pass from one consumer to another: that is why it is believed for an hour only.
final class ConsumerDirectory: Sendable {
  /// The longest that a name is believed.
  static let lifetime: Duration = .seconds(3600)

  private struct Entry {
    let id: String
    let end: ContinuousClock.Instant
  }

  private let now: MonotonicTime
  private let entries: Mutex<LRUDictionary<Entry>>

  /// Makes an empty directory of at most `capacity` names.
  init(capacity: Int, now: @escaping MonotonicTime) {
    self.now = now
    self.entries = Mutex(LRUDictionary(capacity: capacity))
  }

  /// Finds the id behind a name.
  func id(of name: String) -> String? {
    let now = now()
    return entries.withLock { entries in
      guard let entry = entries.value(forKey: name) else { return nil }
      guard now < entry.end else {
        entries.removeValue(forKey: name)
        return nil
      }
      return entry.id
    }
  }

  func remember(_ id: String, as name: String) {
    let entry = Entry(id: id, end: now() + Self.lifetime)
    entries.withLock { _ = $0.insert(entry, forKey: name) }
  }

  func forget(_ name: String) {
    entries.withLock { _ = $0.removeValue(forKey: name) }
  }
}
