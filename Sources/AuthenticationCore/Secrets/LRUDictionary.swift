/// A dictionary of bounded size that makes room by forgetting the entry that was used longest ago.
///
/// Look-up, insertion, removal and eviction are O(1), and a look-up hashes once and allocates nothing: a dictionary
/// leads from the key to a slot, and the slots of one contiguous array are linked by index in the order of use.
/// `OrderedDictionary` is not enough: moving a key to its end, which every hit does, shifts all that lie behind it.
package struct LRUDictionary<Value: Sendable>: Sendable {
  /// One entry, or a free place.
  private struct Slot: Sendable {
    var key: String
    /// Nil in a free slot.
    var value: Value?
    /// The neighbour that was used more recently.
    var newer: Int
    /// The neighbour that was used less recently; in a free slot the next free one.
    var older: Int
  }

  /// The link that leads nowhere.
  private static var none: Int { -1 }

  /// The most entries that are kept.
  package let capacity: Int
  private var slotOfKey: [ExactString: Int] = [:]
  private var slots: [Slot] = []
  private var newest = Self.none
  private var oldest = Self.none
  private var firstFree = Self.none

  /// Makes an empty dictionary; memory grows with use, up to `capacity` entries (at least one).
  package init(capacity: Int) {
    self.capacity = max(1, capacity)
  }

  package var count: Int { slotOfKey.count }

  /// The keys, most recently used first; O(n).
  package var keysByRecency: [String] {
    var keys: [String] = []
    var slot = newest
    while slot != Self.none {
      keys.append(slots[slot].key)
      slot = slots[slot].older
    }
    return keys
  }

  /// Finds the value of a key; changes no order.
  package func peek(_ key: String) -> Value? {
    slotOfKey[ExactString(key)].flatMap { slots[$0].value }
  }

  /// Finds the value of a key and makes it the most recently used.
  package mutating func value(forKey key: String) -> Value? {
    guard let slot = slotOfKey[ExactString(key)] else { return nil }
    if slot != newest {
      unlink(slot)
      linkAsNewest(slot)
    }
    return slots[slot].value
  }

  /// Stores a value, in place of the key's old one, and makes it the most recently used.
  ///
  /// - Returns: The key that was forgotten to make room.
  @discardableResult
  package mutating func insert(_ value: Value, forKey key: String) -> String? {
    if let slot = slotOfKey[ExactString(key)] {
      slots[slot].value = value
      unlink(slot)
      linkAsNewest(slot)
      return nil
    }
    let evicted = count == capacity ? slots[oldest].key : nil
    if let evicted { removeValue(forKey: evicted) }
    let slot = takeSlot(key: key, value: value)
    slotOfKey[ExactString(key)] = slot
    linkAsNewest(slot)
    return evicted
  }

  /// Forgets a key; tells whether it was there.
  @discardableResult
  package mutating func removeValue(forKey key: String) -> Bool {
    guard let slot = slotOfKey.removeValue(forKey: ExactString(key)) else { return false }
    unlink(slot)
    slots[slot] = Slot(key: "", value: nil, newer: Self.none, older: firstFree)
    firstFree = slot
    return true
  }

  /// Changes the value of a key, if it is there; changes no order.
  package mutating func update(_ key: String, _ change: (inout Value) -> Void) {
    guard let slot = slotOfKey[ExactString(key)], var value = slots[slot].value else { return }
    change(&value)
    slots[slot].value = value
  }

  /// Changes every value, in no order; O(n).
  package mutating func updateAll(_ change: (inout Value) -> Void) {
    for slot in slots.indices {
      guard var value = slots[slot].value else { continue }
      change(&value)
      slots[slot].value = value
    }
  }

  /// Whether one of the `count` most recently used values fits; changes no order.
  package func containsRecent(_ count: Int, where isWanted: (Value) -> Bool) -> Bool {
    var (slot, rest) = (newest, count)
    while slot != Self.none, rest > 0 {
      if let value = slots[slot].value, isWanted(value) { return true }
      (slot, rest) = (slots[slot].older, rest - 1)
    }
    return false
  }

  /// The most recently used of them with their keys, the newest first.
  package func recent(_ count: Int) -> [(key: String, value: Value)] {
    var (slot, found) = (newest, [(key: String, value: Value)]())
    while slot != Self.none, found.count < count {
      if let value = slots[slot].value { found.append((slots[slot].key, value)) }
      slot = slots[slot].older
    }
    return found
  }

  /// Forgets everything and gives the memory back.
  package mutating func removeAll() {
    self = LRUDictionary(capacity: capacity)
  }

  private mutating func takeSlot(key: String, value: Value) -> Int {
    let slot = Slot(key: key, value: value, newer: Self.none, older: Self.none)
    guard firstFree != Self.none else {
      slots.append(slot)
      return slots.count - 1
    }
    let free = firstFree
    firstFree = slots[free].older
    slots[free] = slot
    return free
  }

  private mutating func linkAsNewest(_ slot: Int) {
    slots[slot].newer = Self.none
    slots[slot].older = newest
    if newest == Self.none { oldest = slot } else { slots[newest].newer = slot }
    newest = slot
  }

  private mutating func unlink(_ slot: Int) {
    let (newer, older) = (slots[slot].newer, slots[slot].older)
    if newer == Self.none { newest = older } else { slots[newer].older = older }
    if older == Self.none { oldest = newer } else { slots[older].newer = newer }
  }
}
