import AuthenticationCore
import TestSupport
import Testing

@Suite struct `Memory credential cache, against a model` {
  /// The same cache, as simple as can be: an array, newest first.
  struct Model {
    let capacity: Int
    var entries: [(id: String, label: String, freshUntil: ContinuousClock.Instant)] = []

    mutating func get(_ id: String, at now: ContinuousClock.Instant) -> String? {
      guard let index = entries.firstIndex(where: { $0.id == id }) else { return nil }
      let entry = entries.remove(at: index)
      entries.insert(entry, at: 0)
      return now < entry.freshUntil ? entry.label : nil
    }

    mutating func insert(_ label: String, for id: String, until freshUntil: ContinuousClock.Instant) {
      entries.removeAll { $0.id == id }
      entries.insert((id, label, freshUntil), at: 0)
      if entries.count > capacity { entries.removeLast() }
    }
  }

  @Test(arguments: [11, 22, 33] as [UInt64])
  func `agrees with it over 20,000 random operations`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let time = TestTime()
    let cache = MemoryCredentialCache(
      capacity: 12, lifetime: CredentialLifetime(found: .seconds(60), notFound: .seconds(7), random: { 0.5 }))
    var model = Model(capacity: 12)
    var fresh = 0

    for operation in 0..<20_000 {
      let id = "consumer-\(Int.random(in: 0..<24, using: &random))"
      switch Int.random(in: 0..<100, using: &random) {
      case 0..<55:
        let expected = model.get(id, at: time.now)
        if expected != nil { fresh += 1 }
        #expect(cache.get(id, at: time.now)?.label == expected)
      case 55..<75:
        model.insert("key-\(operation)", for: id, until: time.now + .seconds(60))
        cache.insert(.found(try .stub(key: "key-\(operation)")), for: id, at: time.now)
      case 75..<85:
        model.insert("absent", for: id, until: time.now + .seconds(7))
        cache.insert(.notFound, for: id, at: time.now)
      case 85..<90:
        model.entries.removeAll { $0.id == id }
        cache.remove(id)
      default:
        time.advance(by: .milliseconds(Int.random(in: 0..<4000, using: &random)))
      }
      #expect(cache.count == model.entries.count)
    }
    let statistics = cache.statistics
    #expect(statistics.hits + statistics.negativeHits == fresh)
    #expect(fresh > 2000)
  }
}
