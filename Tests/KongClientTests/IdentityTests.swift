import AuthenticationCore
import KongClient
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct `Identity of the consumer` {
  static let bobID = "00000000-0000-4000-8000-000000000003"

  /// The calls of a world, realm apart.
  struct Calls {
    let byName, list: String

    init(_ world: World, name: String = "alice", id: String = aliceID) {
      let base = world == .konnect ? "/core-entities/consumers" : "/consumers"
      byName = "GET \(base)/\(name)"
      list = "GET \(base)/\(id)/jwt"
    }
  }

  /// Runs a test with a Kong that has the realm already, so that no call is about it.
  func withAlice(
    _ world: World, time: TestTime = TestTime(), configure: (inout KongAdminConfiguration) -> Void = { _ in },
    _ test: (FakeKong, ScriptedServer, KongAdminClient) async throws -> Void
  ) async throws {
    let kong = FakeKong(FakeKong.alice(keys: "k"))
    kong.change { $0.hasRealm = true }
    try await withKong(kong.script, as: world, now: { time.now }, configure: configure) { server, client in
      try await test(kong, server, client)
    }
  }

  func calls(_ server: ScriptedServer) -> [String] {
    server.requests.map(\.call).filter { !$0.hasPrefix("GET /realms") }
  }

  @Test(arguments: World.allCases)
  func `is the id behind the name, asked for once`(world: World) async throws {
    try await withAlice(world) { _, server, client in
      for _ in 0..<3 {
        let credentials = try await client.credentials(ofConsumer: "alice")
        #expect(credentials.consumerID == aliceID)
      }
      let expected = Calls(world)
      #expect(calls(server) == [expected.byName, expected.list, expected.list, expected.list])
    }
  }

  @Test func `is the id itself in our own Kong, with one call from the start`() async throws {
    try await withAlice(.selfManaged) { _, server, client in
      #expect(await client.conclude(aliceID) == .signs("k"))
      #expect(calls(server) == [Calls(.selfManaged).list])
    }
  }

  @Test(arguments: World.allCases)
  func `is believed for an hour`(world: World) async throws {
    let time = TestTime()
    let expected = Calls(world)
    try await withAlice(world, time: time) { _, server, client in
      #expect(await client.conclude("alice") == .signs("k"))
      time.advance(by: .seconds(3599))
      #expect(await client.conclude("alice") == .signs("k"))
      #expect(calls(server) == [expected.byName, expected.list, expected.list])
      time.advance(by: .seconds(1))
      #expect(await client.conclude("alice") == .signs("k"))
      #expect(calls(server).suffix(2) == [expected.byName, expected.list])
    }
  }

  @Test(arguments: World.allCases)
  func `is asked for anew when the consumer is gone`(world: World) async throws {
    let (old, new) = (Calls(world), Calls(world, id: Self.bobID))
    try await withAlice(world) { kong, server, client in
      #expect(await client.conclude("alice") == .signs("k"))
      let heir = FakeKong.Consumer(
        id: Self.bobID, username: "alice",
        credentials: [credential(key: #""new""#, consumer: #"{"id":"\#(Self.bobID)"}"#)])
      kong.change { $0.consumers = [heir] }
      #expect(await client.conclude("alice") == .signs("new"))
      #expect(calls(server) == [old.byName, old.list, old.list, new.byName, new.list])
      #expect(await client.conclude("alice") == .signs("new"))
      #expect(calls(server).count == 6)
    }
  }

  @Test(arguments: World.allCases)
  func `is asked for once more only, and forgotten with the consumer`(world: World) async throws {
    try await withAlice(world) { kong, server, client in
      let expected = Calls(world)
      #expect(await client.conclude("alice") == .signs("k"))
      kong.override(expected.list, .notFound)
      #expect(await client.conclude("alice") == .notFound)
      #expect(calls(server).dropFirst(2) == [expected.list, expected.byName, expected.list])
      // Neither the id nor its absence is remembered.
      kong.override(expected.list, nil)
      #expect(await client.conclude("alice") == .signs("k"))
      #expect(calls(server).dropFirst(5) == [expected.byName, expected.list])
    }
  }

  @Test(arguments: World.allCases)
  func `is not remembered when there is none`(world: World) async throws {
    try await withAlice(world) { kong, server, client in
      #expect(await client.conclude("bob") == .notFound)
      kong.change {
        $0.consumers.append(
          FakeKong.Consumer(
            id: Self.bobID, username: "bob", credentials: [credential(consumer: #"{"id":"\#(Self.bobID)"}"#)]))
      }
      #expect(await client.conclude("bob") == .signs("key-1"))
    }
  }

  @Test(arguments: World.allCases)
  func `outlives a failure of the list`(world: World) async throws {
    try await withAlice(world) { kong, server, client in
      let expected = Calls(world)
      kong.override(expected.list, .json("", status: 500))
      #expect(await client.conclude("alice") == .status(500))
      kong.override(expected.list, nil)
      #expect(await client.conclude("alice") == .signs("k"))
      #expect(calls(server) == [expected.byName, expected.list, expected.list])
    }
  }

  @Test(arguments: World.allCases)
  func `is remembered for as many as are allowed`(world: World) async throws {
    let names = ["a", "b", "c"]
    let kong = FakeKong()
    kong.change { state in
      state.hasRealm = true
      state.consumers = names.map { name in
        FakeKong.Consumer(
          id: "id-\(name)", username: name, credentials: [credential(consumer: "{\"id\":\"id-\(name)\"}")])
      }
    }
    try await withKong(kong.script, as: world, configure: { $0.maximumRememberedConsumers = 2 }) { server, client in
      for name in names + ["c", "b", "a"] { #expect(await client.conclude(name) == .signs("key-1")) }
      let questions = calls(server).filter { !$0.hasSuffix("/jwt") }.map { $0.suffix(1) }
      #expect(questions == ["a", "b", "c", "a"])
    }
  }

  @Test(arguments: World.allCases)
  func `must be the owner's of the credentials`(world: World) async throws {
    try await withAlice(world) { kong, server, client in
      kong.override(Calls(world).list, .json(page(credential(consumer: #"{"id":"\#(Self.bobID)"}"#))))
      #expect(await client.conclude("alice") == .fails(.wrongConsumer))
      #expect(await client.conclude(aliceID) == .fails(.wrongConsumer))
    }
  }

  /// What Konnect or Kong may say when it is asked for a consumer, and what it says about the look-up: never "not found".
  static let statuses = [300, 302, 400, 405, 409, 418, 500, 502, 503, 504]

  @Test(arguments: World.allCases, statuses)
  func `that cannot be asked for is not taken for nobody`(world: World, status: Int) async throws {
    try await withAlice(world) { kong, server, client in
      kong.override(Calls(world).byName, .json(page(), status: status))
      #expect(await client.conclude("alice") == .status(status))
      #expect(calls(server).count == 1)
    }
  }

  @Test(arguments: statuses)
  func `that cannot be searched for is not taken for nobody`(status: Int) async throws {
    try await withAlice(.konnect) { kong, server, client in
      kong.override("GET /core-entities/consumers/alice", .notFound)
      kong.override("GET /core-entities/consumers?", .json(page(), status: status))
      #expect(await client.conclude("alice") == .status(status))
      kong.override("GET /core-entities/consumers?", .notFound)
      #expect(await client.conclude("alice") == .notFound)
    }
  }

  @Test(arguments: ["realms", "consumers/alice", "consumers?", "consumers/\(aliceID)/jwt"])
  func `takes no longer than a look-up may, at whichever step Konnect hangs`(step: String) async throws {
    let isUp = Gate()
    let kong = FakeKong(FakeKong.alice(keys: "k"))
    kong.change { $0.hasRealm = true }
    kong.override(step.hasPrefix("realms") ? "GET /realms" : "GET /core-entities/\(step)", .hang)
    if step == "consumers?" { kong.override("GET /core-entities/consumers/alice", .notFound) }
    try await withKong(kong.script, as: .konnect, timeIsUp: { _ in await isUp.wait() }) { server, client in
      let lookup = Task { await client.conclude("alice") }
      let cancelled = Task { await client.conclude("alice") }
      while !Task.isCancelled, !server.requests.contains(where: { $0.target.contains(step) }) {
        await server.next(.request)
      }
      cancelled.cancel()
      #expect(await cancelled.value == .fails(.cancelled))
      isUp.open()
      #expect(await lookup.value == .fails(.unavailable(.timeout)))
    }
  }
}
