import RedisClient
import Testing

@Suite struct `Hash slots` {
  /// Keys and their slots, as `CLUSTER KEYSLOT` of a real server tells them, too.
  static let slots: [(key: String, slot: Int)] = [
    ("", 0), ("123456789", 12_739), ("foo", 12_182), ("bar", 5061), ("{foo}bar", 12_182), ("bar{foo}", 12_182),
    ("a{foo}b{bar}c", 12_182), ("{foo", 13_308), ("foo}", 15_679), ("{}foo", 9500), ("foo{}{bar}", 8363),
    ("foo{{bar}}zap", 4015), ("é", 10_180), ("{é}\r\n", 10_180),
  ]

  @Test(arguments: slots) func `are those of every server`(_ key: String, _ slot: Int) {
    #expect(HashSlot.of(key) == slot)
  }
}
