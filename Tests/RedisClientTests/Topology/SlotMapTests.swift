import NIOCore
import RedisClient
import Testing

@Suite struct `Map of slots` {
  static func address(_ host: String, _ port: Int) -> RedisAddress { .tcp(host: host, port: port) }

  static func node(_ host: RESPValue, _ port: Int64) -> RESPValue {
    .array([host, .integer(port), .text("id"), .array([])])
  }

  static func range(_ first: Int64, _ last: Int64, _ nodes: RESPValue...) -> RESPValue {
    .array([.integer(first), .integer(last)] + nodes)
  }

  @Test func `knows the primary and the replicas of each slot`() throws {
    let answer = RESPValue.array([
      Self.range(0, 5460, Self.node(.text("a"), 1), Self.node(.text("b"), 2), Self.node(.text("c"), 3)),
      Self.range(5462, 16_383, Self.node(.text("::1"), 65_535)), Self.range(5461, 5461, Self.node(.text("a"), 1)),
    ])
    let map = try #require(SlotMap(answer, askedAt: "asked"))
    let first = try #require(map.shard(of: 0))
    #expect(first.primary == Self.address("a", 1))
    #expect(first.replicas == [Self.address("b", 2), Self.address("c", 3)])
    #expect(map.shard(of: 5460) == first)
    #expect(map.shard(of: 5461)?.replicas == [])
    #expect(map.shard(of: 5462)?.primary == Self.address("::1", 65_535))
    #expect(map.shard(of: 16_383)?.primary == Self.address("::1", 65_535))
  }

  @Test func `a slot that nobody has has no shard`() throws {
    let map = try #require(SlotMap(.array([Self.range(1, 2, Self.node(.text("a"), 1))]), askedAt: "asked"))
    #expect(map.shard(of: 0) == nil)
    #expect(map.shard(of: 3) == nil)
    #expect(SlotMap(.array([]), askedAt: "asked")?.shards == [])
  }

  @Test(arguments: [RESPValue.null, .text("")])
  func `a server that does not know its host is where it was asked`(_ host: RESPValue) throws {
    let map = try #require(SlotMap(.array([Self.range(0, 16_383, Self.node(host, 7000))]), askedAt: "asked"))
    #expect(map.shard(of: 0)?.primary == Self.address("asked", 7000))
  }

  @Test func `a replica that does not know its name is left out`() throws {
    let answer = Self.range(0, 9, Self.node(.text("a"), 1), Self.node(.text("?"), 2), Self.node(.text("c"), 3))
    let map = try #require(SlotMap(.array([answer]), askedAt: "asked"))
    #expect(map.shard(of: 0)?.replicas == [Self.address("c", 3)])
  }

  static let malformed: [RESPValue] = [
    .null, .integer(1), .text("OK"), .map([]), .error(RedisError("ERR This instance has cluster support disabled")),
    .array([.null]), .array([.array([])]), .array([.array([.integer(0), .integer(1)])]),
    .array([range(-1, 1, node(.text("a"), 1))]), .array([range(2, 1, node(.text("a"), 1))]),
    .array([range(0, 16_384, node(.text("a"), 1))]), .array([range(.min, .max, node(.text("a"), 1))]),
    .array([.array([.text("0"), .integer(1), node(.text("a"), 1)])]),
    .array([range(0, 1, .text("a"))]), .array([range(0, 1, .array([.text("a")]))]),
    .array([range(0, 1, node(.text("a"), 0))]), .array([range(0, 1, node(.text("a"), 65_536))]),
    .array([range(0, 1, .array([.text("a"), .text("1")]))]),
    // Nobody knows where the primary is; a replica is none.
    .array([range(0, 1, node(.text("?"), 1))]), .array([range(0, 1, node(.text("?"), 1), node(.text("b"), 2))]),
    .array([range(0, 1, node(.text("a"), 1)), .null]),
  ]

  @Test(arguments: malformed.indices) func `what is no answer makes no map`(_ index: Int) {
    #expect(SlotMap(Self.malformed[index], askedAt: "asked") == nil)
  }

  @Test func `more ranges than slots make no map`() {
    let ranges = (1...70_000).map { Self.range(0, 0, Self.node(.text("\($0)"), 1)) }
    #expect(SlotMap(.array(ranges), askedAt: "asked") == nil)
  }

  @Test func `takes note of where a slot has gone`() throws {
    let answer = RESPValue.array([
      Self.range(0, 9, Self.node(.text("a"), 1), Self.node(.text("b"), 2)),
      Self.range(10, 19, Self.node(.text("c"), 3)),
    ])
    var map = try #require(SlotMap(answer, askedAt: "asked"))
    map.move(10, to: Self.address("a", 1))
    map.move(11, to: Self.address("new", 4))
    #expect(map.shard(of: 10)?.replicas == [Self.address("b", 2)])
    #expect(map.shard(of: 11)?.primary == Self.address("new", 4))
    #expect(map.shard(of: 12)?.primary == Self.address("c", 3))
    let before = map
    for slot in [-1, 16_384, .min, .max] { map.move(slot, to: Self.address("new", 4)) }
    #expect(map == before)
  }
}
