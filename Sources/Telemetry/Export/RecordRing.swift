/// A queue of fixed capacity in memory that is reserved once.
struct RecordRing<Record: Sendable>: Sendable {
  private var slots: [Record?]
  /// Where the oldest record is.
  private var head = 0
  private(set) var count = 0

  /// - Parameter capacity: at least one.
  init(capacity: Int) {
    slots = Array(repeating: nil, count: capacity)
  }

  var capacity: Int { slots.count }

  /// Enters the newest record.
  ///
  /// - Returns: The oldest one, if it had to make room.
  mutating func append(_ record: Record) -> Record? {
    let evicted = count == slots.count ? removeFirst() : nil
    slots[slot(count)] = record
    count += 1
    return evicted
  }

  /// Enters a record that is older than all others.
  ///
  /// - Returns: Whether there was room.
  mutating func prepend(_ record: Record) -> Bool {
    guard count < slots.count else { return false }
    head = slot(slots.count - 1)
    slots[head] = record
    count += 1
    return true
  }

  mutating func removeFirst() -> Record? {
    guard count > 0 else { return nil }
    defer {
      head = slot(1)
      count -= 1
    }
    return slots[head].take()
  }

  /// Where the record is that is so many after the oldest.
  private func slot(_ offset: Int) -> Int {
    let index = head + offset
    return index < slots.count ? index : index - slots.count
  }
}
