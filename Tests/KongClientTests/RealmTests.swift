import AuthenticationCore
import KongClient
import Testing

@Suite(.timeLimit(.minutes(1))) struct `Realm of a Konnect control plane` {
  static let statuses: [(question: Int, creation: (status: Int, body: String)?, conclusion: Conclusion)] = [
    (200, nil, .signs("k")),
    (204, nil, .signs("k")),
    (404, (200, ""), .signs("k")),
    (404, (201, "{}"), .signs("k")),
    (404, (409, ""), .signs("k")),
    (404, (400, #"{"detail":"realm name must be unique"}"#), .signs("k")),
    (404, (400, "The realm name must be unique."), .signs("k")),
    (404, (400, #"{"detail":"realm name is too long"}"#), .status(400)),
    (404, (400, ""), .status(400)),
    (404, (422, "realm name must be unique"), .status(422)),
    (404, (302, ""), .status(302)),
    (404, (401, ""), .fails(.unavailable(.unauthorized(401)))),
    (404, (404, ""), .status(404)),
    (404, (500, "realm name must be unique"), .status(500)),
    (301, nil, .status(301)),
    (400, nil, .status(400)),
    (401, nil, .fails(.unavailable(.unauthorized(401)))),
    (403, nil, .fails(.unavailable(.unauthorized(403)))),
    (429, nil, .status(429, retryAfter: 1)),
    (500, nil, .status(500)),
    (503, nil, .status(503)),
  ]

  @Test(arguments: statuses)
  func `is there or is made, or nobody is looked up`(
    question: Int, creation: (status: Int, body: String)?, conclusion: Conclusion
  ) async throws {
    let kong = FakeKong(FakeKong.alice(keys: "k"))
    kong.override("GET /realms/", .json("", status: question))
    if let creation { kong.override("POST /realms", .json(creation.body, status: creation.status)) }
    try await withKong(kong.script, as: .konnect) { server, client in
      #expect(await client.conclude() == conclusion)
      let asked = ["GET /realms/default"] + (creation == nil ? [] : ["POST /realms"])
      let succeeds = conclusion == .signs("k")
      #expect(server.requests.prefix(asked.count).map(\.call) == asked)
      #expect(server.requests.count == asked.count + (succeeds ? 2 : 0))
      // What has succeeded once is not asked for again; what has failed is.
      kong.override("GET /realms/", .json("{}"))
      if question != 429 { #expect(await client.conclude() == .signs("k")) }
      #expect(
        server.requests.count(where: { $0.call == "GET /realms/default" }) == (succeeds || question == 429 ? 1 : 2))
    }
  }

  @Test func `is asked for once, however many look up at the same time`() async throws {
    let kong = FakeKong(FakeKong.alice(keys: "k"))
    kong.override("GET /realms/", .hang)
    try await withKong(kong.script, as: .konnect) { server, client in
      let first = Task { await client.conclude() }
      await server.next(.request)
      let others = (0..<20).map { _ in Task { await client.conclude() } }
      // Who came first leaves; the attempt is everybody's.
      first.cancel()
      #expect(await first.value == .fails(.cancelled))
      #expect(server.requests.map(\.call) == ["GET /realms/default"])
      for other in others { other.cancel() }
      for other in others { #expect(await other.value == .fails(.cancelled)) }
    }
  }

  @Test func `is shared with those who wait for it`() async throws {
    let kong = FakeKong(FakeKong.alice(keys: "k"))
    let gate = Gate()
    kong.override("GET /realms/", .answerWhen(gate, ScriptedServer.Turn.head(200, ["Content-Length: 0"])))
    try await withKong(kong.script, as: .konnect) { server, client in
      let lookups = (0..<20).map { _ in Task { await client.conclude() } }
      await server.next(.request)
      gate.open()
      for lookup in lookups { #expect(await lookup.value == .signs("k")) }
      #expect(server.requests.count(where: { $0.target == "/realms/default" }) == 1)
    }
  }

  @Test func `that fails leaves no memory`() async throws {
    let kong = FakeKong(FakeKong.alice(keys: "k"))
    kong.override("POST /realms", .close)
    try await withKong(kong.script, as: .konnect) { server, client in
      #expect(await client.conclude() == .connection("closed before the answer was complete"))
      #expect(server.requests.map(\.call) == ["GET /realms/default", "POST /realms"])
      kong.override("POST /realms", nil)
      #expect(await client.conclude() == .signs("k"))
      #expect(server.requests.count == 6)
    }
  }
}
