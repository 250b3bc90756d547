import NIOCore
import RedisTestSupport
import Synchronization
import Testing

@testable import RedisClient

@Suite(.timeLimit(.minutes(1)), .enabled(if: RedisServer.Kind.redis.isInstalled)) struct `Pipelining` {
  @Test(arguments: RedisServer.Kind.installed)
  func `ten thousand at once each get their own, over one connection`(_ kind: RedisServer.Kind) async throws {
    try await RedisServer.use(kind) { server in
      try await server.command("DEBUG", "POPULATE", "10000", "key")
      try await TestClient.use(server.address, .named("many")) { tester in
        let client = tester.client
        try await withThrowingTaskGroup { group in
          for number in 0..<10_000 {
            group.addTask {
              // One in seven is not there.
              let key = number.isMultiple(of: 7) ? "missing:\(number)" : "key:\(number)"
              let value = try await client.text(key)
              #expect(value == (number.isMultiple(of: 7) ? nil : "value:\(number)"))
            }
          }
          try await group.waitForAll()
        }
        let clients = try await server.command("CLIENT", "LIST").split(separator: "\n")
        #expect(clients.filter { $0.contains(" name=many ") }.count == 1)
      }
    }
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `one too many is refused at once, and the others get theirs`(_ kind: RedisServer.Kind) async throws {
    var limits = RedisLimits()
    limits.commandsInFlight = 50
    try await Self.usePaused(kind, limits) { server, tester in
      let waiting = try await tester.wait(50)
      #expect(await failure { try await tester.client.text("key:50") } == .busy)
      #expect(await failure { try await tester.client.text("key:51") } == .busy)
      server.resume()
      for (number, task) in waiting.enumerated() { #expect(await task.value == .success("value:\(number)")) }
      #expect(try await tester.client.text("key:50") == "value:50")
    }
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `who is in time is served after those whose time ran out`(_ kind: RedisServer.Kind) async throws {
    try await Self.usePaused(kind) { server, tester in
      let patient = try await tester.wait(3)
      await withTaskGroup { group in
        for (number, limit) in [(10, 60), (11, 20), (12, 40)] {
          group.addTask {
            let ending = await failure {
              try await tester.client.text("key:\(number)", within: .milliseconds(limit))
            }
            #expect(ending == .timeout)
          }
        }
      }
      #expect(tester.inFlight == 6)
      server.resume()
      for (number, task) in patient.enumerated() { #expect(await task.value == .success("value:\(number)")) }
      for number in 0..<100 { #expect(try await tester.client.text("key:\(number)") == "value:\(number)") }
      #expect(tester.inFlight == 0)
    }
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `who is cancelled returns while the server is silent, and harms nobody`(_ kind: RedisServer.Kind) async throws {
    try await Self.usePaused(kind) { server, tester in
      let waiting = try await tester.wait(100)
      for task in waiting.enumerated() where !task.offset.isMultiple(of: 3) { task.element.cancel() }
      for (number, task) in waiting.enumerated() where !number.isMultiple(of: 3) {
        #expect(await task.value == .failure(.cancelled))
      }
      #expect(tester.inFlight == 100)
      server.resume()
      for (number, task) in waiting.enumerated() where number.isMultiple(of: 3) {
        #expect(await task.value == .success("value:\(number)"))
      }
      #expect(try await tester.client.text("key:7") == "value:7")
    }
  }

  @Test(arguments: RedisServer.Kind.installed)
  func `a flood of those who give up ends with everybody else's values`(_ kind: RedisServer.Kind) async throws {
    try await RedisServer.use(kind) { server in
      try await server.command("DEBUG", "POPULATE", "1000", "key")
      try await TestClient.use(server.address) { tester in
        await withTaskGroup { group in
          for number in 0..<4000 {
            let task = Task { await tester.fetch(number % 1000) }
            if number.isMultiple(of: 2) { task.cancel() }
            group.addTask {
              let value = await task.value
              #expect(value == .success("value:\(number % 1000)") || number.isMultiple(of: 2))
              #expect(value == .success("value:\(number % 1000)") || value == .failure(.cancelled))
            }
          }
        }
        try await tester.client.ping(within: .patience)
        #expect(tester.inFlight == 0)
      }
    }
  }

  /// A client, and a server of 1,000 keys that reads nothing until it is told to go on.
  static func usePaused(
    _ kind: RedisServer.Kind, _ limits: RedisLimits = RedisLimits(),
    _ body: (RedisServer, TestClient) async throws -> Void
  ) async throws {
    try await RedisServer.use(kind) { server in
      try await server.command("DEBUG", "POPULATE", "1000", "key")
      try await TestClient.use(server.address, limits: limits) { tester in
        try await server.pause()
        try await body(server, tester)
      }
    }
  }
}

extension TestClient {
  /// Commands whose replies have not come.
  var inFlight: Int { node.connection?.link.state.withLock { $0.pipeline.count } ?? 0 }

  /// What `key:<number>` holds.
  func fetch(_ number: Int) async -> Result<String?, RedisFailure> {
    do throws(RedisFailure) {
      return .success(try await client.text("key:\(number)"))
    } catch {
      return .failure(error)
    }
  }

  /// Asks for so many keys at a server that does not answer; returns when all wait.
  func wait(_ count: Int) async throws -> [Task<Result<String?, RedisFailure>, Never>] {
    let tasks = (0..<count).map { number in Task { await fetch(number) } }
    try await eventually { inFlight == count }
    return tasks
  }
}
