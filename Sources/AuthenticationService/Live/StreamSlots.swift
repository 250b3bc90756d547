import Synchronization

/// How many streams there may be at a time.
final class StreamSlots: Sendable {
  let limit: Int
  private let taken = Atomic<Int>(0)

  init(limit: Int) {
    self.limit = limit
  }

  /// Streams that there are.
  var count: Int { taken.load(ordering: .relaxed) }

  /// Room for one more stream; nil where there is none.
  func take() -> StreamSlot? {
    guard taken.wrappingAdd(1, ordering: .relaxed).newValue <= limit else {
      taken.wrappingSubtract(1, ordering: .relaxed)
      return nil
    }
    return StreamSlot(self)
  }

  fileprivate func giveBack() {
    taken.wrappingSubtract(1, ordering: .relaxed)
  }
}

/// Room for one stream, for as long as somebody holds it.
final class StreamSlot: Sendable {
  private let slots: StreamSlots

  fileprivate init(_ slots: StreamSlots) {
    self.slots = slots
  }

  deinit {
    slots.giveBack()
  }
}
