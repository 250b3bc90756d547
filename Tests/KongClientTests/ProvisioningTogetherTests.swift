import AuthenticationCore
import KongClient
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct `Provisioning by many at the same time` {
  static let list = "GET /consumers/\(aliceID)/jwt"
  static let creation = "POST /consumers/\(aliceID)/jwt"
  static let created = ScriptedServer.Turn.json(credential(key: #""made""#), status: 201)

  static func bytes(_ body: String, status: Int) -> [UInt8] {
    ScriptedServer.Turn.head(status, ["Content-Length: \(body.utf8.count)"]) + Array(body.utf8)
  }

  func creations(_ server: ScriptedServer) -> Int {
    server.requests.count { $0.call.hasPrefix("POST") && $0.target.hasSuffix("/jwt") }
  }

  /// Waits for a number of requests that begin so.
  func wait(for count: Int, _ prefix: String, at server: ScriptedServer) async {
    while !Task.isCancelled, server.requests.count(where: { $0.call.hasPrefix(prefix) }) < count {
      await server.next(.request)
    }
  }

  @Test(arguments: World.allCases)
  func `makes one credential, whatever name they use`(world: World) async throws {
    let id = "abcdef01-2345-4678-89ab-cdef01234567"
    let kong = FakeKong(FakeKong.Consumer(id: id, username: "alice"))
    kong.change { $0.hasRealm = true }
    try await withKong(kong.script, as: world, configure: { $0.provisionsCredentials = true }) { server, client in
      let texts = (0..<30).map { ["alice", id, id.uppercased()][$0 % 3] }
      let lookups = texts.map { text in Task { await client.conclude(text) } }
      var conclusions: [Conclusion] = []
      for lookup in lookups { conclusions.append(await lookup.value) }
      #expect(creations(server) == 1)
      guard case .signs(let key, _) = conclusions[0] else { return #expect(conclusions[0] == .signs("a key")) }
      #expect(conclusions == Array(repeating: .signs(key), count: 30))
    }
  }

  @Test func `gives the new credential also to who has seen the list before`() async throws {
    let gate = Gate()
    try await withKong(
      { request, number in
        if request.call.hasPrefix("POST") { return Self.created }
        return number == 1 ? .answerWhen(gate, Self.bytes(page(), status: 200)) : .json(page())
      }, configure: { $0.provisionsCredentials = true }
    ) { server, client in
      let slow = Task { await client.conclude() }
      await server.next(.request)
      #expect(await client.conclude() == .signs("made"))
      gate.open()
      #expect(await slow.value == .signs("made"))
      #expect(creations(server) == 1)
      // Who asks only now, and still sees none, lacks one: somebody has deleted it.
      #expect(await client.conclude() == .signs("made"))
      #expect(creations(server) == 2)
    }
  }

  @Test func `goes on for the others when one leaves`() async throws {
    let gate = Gate()
    try await withKong(
      { request, _ in
        request.call.hasPrefix("POST")
          ? .answerWhen(gate, Self.bytes(credential(key: #""made""#), status: 201)) : .json(page())
      }, configure: { $0.provisionsCredentials = true }
    ) { server, client in
      let first = Task { await client.conclude() }
      await wait(for: 1, "POST", at: server)
      let second = Task { await client.conclude() }
      await wait(for: 2, "GET", at: server)
      first.cancel()
      #expect(await first.value == .fails(.cancelled))
      gate.open()
      #expect(await second.value == .signs("made"))
      #expect(creations(server) == 1)
    }
  }

  @Test func `goes on when all have left, for who comes next`() async throws {
    let gate = Gate()
    let log = LogRecorder()
    try await withKong(
      { request, _ in
        request.call.hasPrefix("POST")
          ? .answerWhen(gate, Self.bytes(credential(key: #""made""#), status: 201)) : .json(page())
      }, logger: log.logger, configure: { $0.provisionsCredentials = true }
    ) { server, client in
      let lookups = (0..<3).map { _ in Task { await client.conclude() } }
      await wait(for: 1, "POST", at: server)
      for lookup in lookups { lookup.cancel() }
      for lookup in lookups { #expect(await lookup.value == .fails(.cancelled)) }
      #expect(log.lines.isEmpty)
      let next = Task { await client.conclude() }
      await wait(for: 4, "GET", at: server)
      gate.open()
      #expect(await next.value == .signs("made"))
      #expect(creations(server) == 1)
      #expect(log.lines.map(\.message) == ["Created a JWT credential in Kong"])
    }
  }

  @Test func `fails with one line in the log, and is tried anew by who comes next`() async throws {
    let gate = Gate()
    let log = LogRecorder()
    let isBroken = Mutex(true)
    try await withKong(
      { request, _ in
        guard request.call.hasPrefix("POST") else { return .json(page()) }
        return isBroken.withLock { $0 } ? .answerWhen(gate, Self.bytes("", status: 500)) : Self.created
      }, logger: log.logger, configure: { $0.provisionsCredentials = true }
    ) { server, client in
      let first = Task { await client.conclude() }
      await wait(for: 1, "POST", at: server)
      gate.open()
      #expect(await first.value == .status(500).ofCreation)
      #expect(log.lines.map(\.message) == ["Kong could not be asked to create a credential"])
      isBroken.withLock { $0 = false }
      #expect(await client.conclude() == .signs("made"))
      #expect(creations(server) == 2)
    }
  }

  @Test func `has a time limit of its own`() async throws {
    let limits = Mutex<[Duration]>([])
    let sleep: Sleep = { limit in
      limits.withLock { $0.append(limit) }
      if limit != .seconds(5) { try await farAway(limit) }
    }
    let server = try await ScriptedServer { request, _ in request.call.hasPrefix("POST") ? .hang : .json(page()) }
    try await withClient(
      of: World.selfManaged.deployment(of: server, path: ""), configure: { $0.provisionsCredentials = true },
      in: Surroundings(sleep: sleep)
    ) { client in
      #expect(await client.conclude() == .fails(.creationFailed(.timeout)))
      #expect(limits.withLock { $0 } == [.seconds(3), .seconds(5)])
    }
    try await server.close()
  }
}
