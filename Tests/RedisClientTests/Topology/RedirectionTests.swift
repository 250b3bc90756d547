import RedisClient
import Testing

@Suite struct `A redirection` {
  static let origin = RedisAddress.tcp(host: "origin", port: 7000)

  static let directions: [(message: String, slot: Int, host: String, port: Int, isForOnce: Bool)] = [
    ("MOVED 3999 127.0.0.1:6381", 3999, "127.0.0.1", 6381, false),
    ("ASK 3999 127.0.0.1:6381", 3999, "127.0.0.1", 6381, true),
    ("MOVED 0 a.example:1", 0, "a.example", 1, false), ("ASK 16383 ::1:65535", 16_383, "::1", 65_535, true),
    // Who names no host means its own.
    ("MOVED 1 :6381", 1, "origin", 6381, false), ("ASK 1 :6381", 1, "origin", 6381, true),
    ("MOVED 1 a:2 and more", 1, "a", 2, false),
  ]

  @Test(arguments: directions.indices) func `says which slot is where, and for how long`(_ index: Int) throws {
    let (message, slot, host, port, isForOnce) = Self.directions[index]
    let redirection = try #require(Redirection(RedisError(message), from: Self.origin))
    #expect(redirection.slot == slot)
    #expect(redirection.address == .tcp(host: host, port: port))
    #expect(redirection.isForOnce == isForOnce)
  }

  @Test(arguments: [
    "", "MOVED", "MOVED 1", "MOVED a:1", "MOVED x a:1", "MOVED -1 a:1", "MOVED 16384 a:1", "MOVED 1 a", "MOVED 1 a:",
    "MOVED 1 a:x", "MOVED 1 a:0", "MOVED 1 a:65536", "MOVED 1 :", "ASK 99999999999999999999 a:1", "moved 1 a:1",
    "MOVEDX 1 a:1", "ERR MOVED 1 a:1", "WRONGTYPE Operation against a key", "MOVED 1 ?:6381",
  ])
  func `other errors are none`(_ message: String) {
    #expect(Redirection(RedisError(message), from: Self.origin) == nil)
  }

  @Test func `without a host is none at a socket`() {
    #expect(Redirection(RedisError("MOVED 1 :6381"), from: .unix(path: "/run/redis.sock")) == nil)
    #expect(Redirection(RedisError("MOVED 1 a:6381"), from: .unix(path: "/run/redis.sock")) != nil)
  }
}
