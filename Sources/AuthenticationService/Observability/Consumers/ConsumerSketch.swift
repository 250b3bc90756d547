import Synchronization

/// Counts how often each id comes, whatever ids come, in 128 KiB: a count-min sketch with conservative updates.
///
/// Source: Cormode and Muthukrishnan, An Improved Data Stream Summary, 2005; Estan and Varghese, New Directions in Traffic
/// Measurement, 2002. An id counts in one cell of each row; the least of its cells is the estimate. It is too high only where
/// every cell is shared, which nobody can aim at, since the hash has a secret seed; and one too low for each time that
/// the id came twice within nanoseconds. Cells begin anew with each window by themselves, and stop at a ceiling: those of busy ids
/// are read only, by all processors at once.
final class ConsumerSketch: Sendable {
  private static let rows = 4
  /// Bits of a place within a row.
  private static let placeBits = 12

  private let cells = InlineArray<16_384, Atomic<UInt64>> { _ in Atomic(0) }
  private let ceiling: UInt32
  private let seed = UInt64.random(in: .min ... .max)

  /// - Parameter ceiling: where counting stops.
  init(ceiling: UInt32) {
    self.ceiling = ceiling
  }

  /// Counts an id.
  ///
  /// - Returns: how often it has come within the window, up to the ceiling, and whether that is more than before.
  func count(_ id: String, in window: UInt32) -> (estimate: UInt32, hasRisen: Bool) {
    let places = places(of: id)
    var known = InlineArray<4, UInt64>(repeating: 0)
    var least = UInt32.max
    for row in 0..<Self.rows {
      known[row] = cells[places[row]].load(ordering: .relaxed)
      least = min(least, WindowedCount(rawValue: known[row]).count(in: window))
    }
    guard least < ceiling else { return (ceiling, false) }
    let next = WindowedCount(window: window, count: least + 1).rawValue
    var hasRisen = false
    for row in 0..<Self.rows where WindowedCount(rawValue: known[row]).count(in: window) == least {
      // Whoever was there first has counted for both; nobody tries again.
      let isExchanged = cells[places[row]].compareExchange(
        expected: known[row], desired: next, ordering: .relaxed
      ).exchanged
      hasRisen = hasRisen || isExchanged
    }
    return (least + 1, hasRisen)
  }

  /// A cell of each row.
  private func places(of id: String) -> InlineArray<4, Int> {
    var hasher = Hasher()
    hasher.combine(seed)
    hasher.combine(id)
    let hash = UInt64(truncatingIfNeeded: hasher.finalize())
    let mask = UInt64(1) << Self.placeBits - 1
    return InlineArray { row in
      row << Self.placeBits | Int(hash >> UInt64(row * Self.placeBits) & mask)
    }
  }
}
