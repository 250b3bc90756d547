import AuthenticationCore
import KongClient
import Testing

@Suite(.timeLimit(.minutes(1))) struct `Health of Kong` {
  static let answers: [(status: Int, body: String, cause: String?)] = [
    (200, #"{"database":{"reachable":true}}"#, nil),
    (200, #"{"database":{"reachable":false}}"#, "database unreachable"),
    (200, #"{"database":{"reachable":null}}"#, nil),
    (200, #"{"database":null}"#, nil),
    (200, #"{"database":"up"}"#, nil),
    (200, "{}", nil),
    (200, "[]", nil),
    (200, "<html>", nil),
    (200, "", nil),
    (299, "", nil),
    (302, "", "answered with status 302"),
    (401, "", "refused the admin token with status 401"),
    (403, "", "refused the admin token with status 403"),
    (404, "", "answered with status 404"),
    (429, "", "answered with status 429"),
    (500, #"{"database":{"reachable":true}}"#, "answered with status 500"),
    (503, "", "answered with status 503"),
  ]

  @Test(arguments: answers)
  func `follows from its answer`(status: Int, body: String, cause: String?) async throws {
    try await withKong { _, _ in
      .json(body, status: status)
    } _: { _, client in
      let health = await client.health()
      #expect(health.isHealthy == (cause == nil))
      #expect(health.cause == cause)
      #expect(health.status == status)
      #expect(health.duration > .zero)
    }
  }

  @Test func `is bad when the answer is too large to be one`() async throws {
    let body = String(repeating: " ", count: 2 << 20)
    try await withKong { _, _ in
      .json(body)
    } _: { _, client in
      let health = await client.health()
      #expect(!health.isHealthy)
      #expect(health.cause == "invalid answer: body too large")
    }
  }

  @Test func `is asked for with the admin token`() async throws {
    try await withKong({ _, _ in .json("{}") }, token: Secret("top-secret")) { server, client in
      _ = await client.health()
      #expect(server.requests.map { $0.values(of: "Kong-Admin-Token") } == [["top-secret"]])
    }
  }

  @Test(arguments: [
    (200, #"{"id":"x","database":{"reachable":false}}"#, nil), (204, "", nil), (404, "{}", "answered with status 404"),
    (401, "", "refused the admin token with status 401"), (500, "{}", "answered with status 500"),
  ])
  func `is that of the control plane in Konnect`(status: Int, body: String, cause: String?) async throws {
    try await withKong(
      { _, _ in .json(body, status: status) }, as: .konnect, basePath: "/v2/control-planes/0a",
      token: Secret("top-secret")
    ) { server, client in
      let health = await client.health()
      #expect(health.isHealthy == (cause == nil))
      #expect(health.cause == cause)
      #expect(server.requests.map(\.call) == ["GET /v2/control-planes/0a"])
      #expect(server.requests.map { $0.values(of: "Authorization") } == [["Bearer top-secret"]])
    }
  }

  @Test func `is asked for at the root when the control plane has no path`() async throws {
    try await withKong({ _, _ in .json("{}") }, as: .konnect) { server, client in
      #expect(await client.health().isHealthy)
      #expect(server.requests.map(\.call) == ["GET /"])
    }
  }
}
