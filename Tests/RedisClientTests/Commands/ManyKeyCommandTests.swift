import NIOCore
import RedisClient
import RedisTestSupport
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1)), .enabled(if: RedisServer.Kind.redis.isInstalled)) struct `Commands on many keys` {
  @Test(arguments: RedisServer.Kind.installed)
  func `values come in the order of their keys, with gaps`(_ kind: RedisServer.Kind) async throws {
    try await `Commands on a key`.use(kind) { server, client in
      for key in ["a", "b", "c"] { try await client.set(key, to: "value of \(key)") }
      try await server.command("RPUSH", "list", "1")
      let values = try await client.get(["c", "missing", "a", "list", "c"], within: .patience)
      #expect(
        values.map { $0.map { String(buffer: $0) } } == ["value of c", nil, "value of a", nil, "value of c"])
      #expect(try await client.get([String](), within: .patience) == [])
    }
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `removing tells how many there were`(_ kind: RedisServer.Kind) async throws {
    try await `Commands on a key`.use(kind) { server, client in
      for key in ["a", "b", "c", "d"] { try await client.set(key, to: "value") }
      #expect(try await client.delete(["a", "missing", "b"], within: .patience) == 2)
      #expect(try await client.unlink(["c", "a"], within: .patience) == 1)
      #expect(try await client.delete([], within: .patience) == 0)
      #expect(try await server.command("KEYS", "*") == "d")
    }
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `every key of a pattern is found, in batches`(_ kind: RedisServer.Kind) async throws {
    try await `Commands on a key`.use(kind) { server, client in
      try await server.command("DEBUG", "POPULATE", "3000", "wanted", "1")
      try await server.command("DEBUG", "POPULATE", "1000", "other", "1")
      for batch in [10, 500, 10_000] {
        let found = Mutex((names: Set<String>(), batches: 0))
        try await client.scan(matching: "wanted:*", batch: batch, within: .patience) { names in
          found.withLock { $0 = ($0.names.union(names), $0.batches + 1) }
        }
        let (names, batches) = found.withLock { $0 }
        #expect(names == Set((0..<3000).map { "wanted:\($0)" }))
        #expect(batches >= 4000 / batch / 2)
      }
    }
  }

  @Test(arguments: ["*", "nothing:*", "[", "a?"])
  func `a pattern that fits nothing finds nothing`(pattern: String) async throws {
    try await `Commands on a key`.use(.redis) { _, client in
      if pattern != "*" { try await client.set("b", to: "value") }
      try await client.scan(matching: pattern, within: .patience) { #expect($0.isEmpty) }
    }
  }

  @Test func `who fails on a batch hears of no other`() async throws {
    try await `Commands on a key`.use(.redis) { server, client in
      try await server.command("DEBUG", "POPULATE", "1000", "key", "1")
      let batches = Mutex(0)
      let outcome = await failure {
        try await client.scan(matching: "*", batch: 10, within: .patience) { _ throws(RedisFailure) in
          batches.withLock { $0 += 1 }
          if batches.withLock({ $0 }) == 2 { throw .unexpectedReply }
        }
      }
      #expect(outcome == .unexpectedReply)
      #expect(batches.withLock { $0 } == 2)
    }
  }
}
