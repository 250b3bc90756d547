import Synchronization
import Telemetry

/// The series of single consumers, of which there can only be so many: the first thousand have one each, all others share 256.
///
/// Nothing is ever removed, and nobody waits: a consumer that is known is found without a lock.
final class ConsumerLabels: Sendable {
  /// Names that have a series of their own, for the whole life of the process.
  static let limit = 1000
  private static let slotMask = 2047

  private final class Entry: Sendable {
    let name: String
    let series: CounterSeries

    init(_ name: String, _ series: CounterSeries) {
      self.name = name
      self.series = series
    }
  }

  private let registry: MetricRegistry
  /// Open addressing, at most half full.
  private let slots = InlineArray<2048, AtomicLazyReference<Entry>> { _ in AtomicLazyReference() }
  private let buckets = InlineArray<256, AtomicLazyReference<CounterSeries>> { _ in AtomicLazyReference() }
  /// Names that have a slot or are about to.
  private let taken = Atomic<Int>(0)

  init(_ registry: MetricRegistry) {
    self.registry = registry
  }

  /// Counts a request of the consumer with a name.
  func count(_ name: String) {
    series(of: name).increment()
  }

  private func series(of name: String) -> CounterSeries {
    var slot = name.hashValue & Self.slotMask
    while let entry = slots[slot].load() {
      if entry.name == name { return entry.series }
      slot = (slot + 1) & Self.slotMask
    }
    guard taken.load(ordering: .relaxed) < Self.limit,
      taken.add(1, ordering: .relaxed).oldValue < Self.limit
    else { return bucket(of: name) }
    let entry = Entry(name, made(name))
    while true {
      let winner = slots[slot].storeIfNil(entry)
      if winner === entry { return entry.series }
      if winner.name == name {
        taken.subtract(1, ordering: .relaxed)
        return winner.series
      }
      slot = (slot + 1) & Self.slotMask
    }
  }

  private func bucket(of name: String) -> CounterSeries {
    let number = Self.bucketNumber(of: name)
    if let series = buckets[number].load() { return series }
    let digits = "\(number)"
    return buckets[number].storeIfNil(made("bucket_" + String(repeating: "0", count: 3 - digits.count) + digits))
  }

  private func made(_ label: String) -> CounterSeries {
    registry.counter(ServiceMetrics.requestsByConsumer, [Attribute("consumer", .string(label))])
  }

  /// Where the replaced service has it: Bernstein's hash of the UTF-16 units, with exclusive or, in 32 bits.
  static func bucketNumber(of name: String) -> Int {
    Int(name.utf16.reduce(UInt32(5381)) { ($0 &* 33) ^ UInt32($1) } % 256)
  }
}
