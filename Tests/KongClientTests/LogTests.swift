import AuthenticationCore
import KongClient
import Logging
import MetricsTestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct `Log of the client` {
  let log = LogRecorder()

  static let events: [(what: String, turn: ScriptedServer.Turn, level: Logger.Level?, message: String)] = [
    ("a sound answer", .json(page(credential())), nil, ""),
    ("not found", .json("", status: 404), nil, ""),
    ("no credentials", .json(page()), nil, ""),
    ("401", .json("", status: 401), .error, "Kong refused the admin token"),
    ("403", .json("", status: 403), .error, "Kong refused the admin token"),
    ("500", .json("", status: 500), .warning, "Kong could not be asked for credentials"),
    ("not JSON", .json("oops"), .warning, "Kong could not be asked for credentials"),
    ("a closed connection", .close, .warning, "Kong could not be asked for credentials"),
    (
      "another consumer", .json(page(credential(consumer: #"{"id":"bob"}"#))), .error,
      "Kong answered with credentials of another consumer"
    ),
    (
      "a short secret", .json(page(credential(secret: #""short-secret""#))), .warning,
      "The consumer's JWT secret is shorter than HS256 asks for"
    ),
  ]

  @Test(arguments: events)
  func `has one line for what an operator should know, and no secret`(
    what: String, turn: ScriptedServer.Turn, level: Logger.Level?, message: String
  ) async throws {
    try await withKong({ _, _ in turn }, token: Secret("top-secret"), logger: log.logger) { _, client in
      _ = await client.conclude()
      #expect(log.lines.map(\.level) == (level.map { [$0] } ?? []))
      #expect(log.lines.map(\.message) == (level == nil ? [] : [message]))
      for secret in ["top-secret", "secret-0123456789abcdef0123456789", "short-secret"] {
        #expect(!log.text.contains(secret))
      }
    }
  }

  @Test func `names both consumers when they differ`() async throws {
    let turn = ScriptedServer.Turn.json(page(credential(consumer: #"{"id":"bob"}"#)))
    try await withKong({ _, _ in turn }, logger: log.logger) { _, client in
      _ = await client.conclude()
      #expect(
        log.lines.first?.metadata == [
          "consumer.id": aliceID, "answered.id": "bob", "event_name": "kong.consumer.mismatch",
        ])
    }
  }

  @Test func `says and counts once per consumer that a secret is short`() async throws {
    let metrics = TestMetrics()
    try await withKong(
      { request, _ in
        let id = request.target.split(separator: "/")[1]
        return .json(page(credential(secret: #""short""#, consumer: #"{"id":"\#(id)"}"#)))
      }, logger: log.logger, metrics: metrics
    ) { _, client in
      let bobID = "00000000-0000-4000-8000-000000000003"
      for id in [aliceID, bobID, aliceID, aliceID, bobID] { _ = await client.conclude(id) }
      #expect(log.lines.map { $0.metadata["consumer.id"] } == [aliceID, bobID])
      let counter = try metrics.expectCounter("kong_short_secrets_total")
      #expect(counter.totalValue == 2)
    }
  }

  @Test func `is silent about a look-up that was cancelled`() async throws {
    try await withKong({ _, _ in .hang }, logger: log.logger) { server, client in
      let lookup = Task { await client.conclude() }
      await server.next(.request)
      lookup.cancel()
      _ = await lookup.value
      #expect(log.lines.isEmpty)
    }
  }
}
