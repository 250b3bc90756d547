import HTTPEdge
import KongSandbox
import RedisTestSupport
import Testing

/// What clients hear, fault by fault, when the Admin API fails.
@Suite(.timeLimit(.minutes(1))) struct OutageTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let fault: Fault
    let status: Int
    let code: String
    let retryAfter: String?
    var testDescription: String { name }

    /// The variables of a service that waits for Kong no longer than the fault asks for.
    var variables: [String: String] {
      switch fault {
      case .latency, .hang: ["KONG_REQUEST_TIMEOUT_MS": "300"]
      default: [:]
      }
    }

    /// Kong could not be asked.
    static func outage(_ name: String, _ fault: Fault, retryAfter: String = "30") -> Row {
      Row(name: name, fault: fault, status: 503, code: "AUTH_004", retryAfter: retryAfter)
    }

    /// Kong has said no.
    static func refusal(_ name: String, _ fault: Fault) -> Row {
      Row(name: name, fault: fault, status: 401, code: "AUTH_002", retryAfter: nil)
    }

    static func retryAfter(_ seconds: String) -> [(name: String, value: String)] { [("Retry-After", seconds)] }
  }

  static let table: [Row] = [
    .outage("too late", .latency(.seconds(60))),
    .outage("silence", .hang),
    .outage("a reset before the first byte", .reset(afterBytes: 0)),
    .outage("a reset within the head", .reset(afterBytes: 20)),
    .outage("content that breaks off", .truncatedBody),
    .outage("content that is no JSON", .malformedBody),
    .outage("content without an end", .oversizedBody(bytes: 2 << 20)),
    .outage("500", .status(.internalServerError)),
    .outage("502", .status(.badGateway)),
    .outage("503", .status(.serviceUnavailable)),
    .outage("503 with Retry-After", .status(.serviceUnavailable, fields: Row.retryAfter("7")), retryAfter: "7"),
    .outage("429", .status(.tooManyRequests), retryAfter: "1"),
    .outage("429 with Retry-After", .status(.tooManyRequests, fields: Row.retryAfter("120")), retryAfter: "120"),
    .outage("429 with nonsense", .status(.tooManyRequests, fields: Row.retryAfter("soon")), retryAfter: "1"),
    .outage("429 for ages", .status(.tooManyRequests, fields: Row.retryAfter("99999999999")), retryAfter: "300"),
    .outage("400", .status(.badRequest)),
    .outage("401", .status(.unauthorized)),
    .outage("403", .status(.forbidden)),
    .outage("a redirect", .status(HTTPStatus(302, "Found"), fields: [("Location", "http://127.0.0.1:1/")])),
    .outage("200 with a page of HTML", .status(.ok, body: "<html></html>")),
    .outage("200 with another document", .status(.ok, body: #"{"message":"hello"}"#)),
    .refusal("404", .status(.notFound)),
    .refusal("an empty list", .status(.ok, body: #"{"data":[],"next":null}"#)),
    .refusal("a credential that says nothing", .status(.ok, body: #"{"data":[{}]}"#)),
    .refusal("an asymmetric credential", .status(.ok, body: credential(algorithm: "RS256"))),
    .refusal("a credential without a secret", .status(.ok, body: credential(secret: ""))),
    .refusal("credentials of a stranger", .wrongConsumer(SandboxSeed.carol)),
  ]

  private static func credential(algorithm: String = "HS256", secret: String = "s") -> String {
    #"{"data":[{"id":"i","key":"k","secret":"\#(secret)","algorithm":"\#(algorithm)","#
      + #""consumer":{"id":"\#(SandboxSeed.bob)"}}]}"#
  }

  @Test(arguments: table) func `the client hears what it can act upon`(_ row: Row) async throws {
    try await Scene.play(row.variables) { scene in
      // A time limit that suits a hanging Kong must not fail a busy test machine: alice may ask again.
      let warm = { try await scene.service.get("/tokens", as: SandboxSeed.alice) }
      _ = try await eventually(warm) { $0.status == 200 }
      scene.sandbox.admin.faults.inject(row.fault, on: "/consumers/*/jwt")
      for path in ["/tokens", "/tokens/validate"] {
        let answer = try await scene.service.get(path, as: SandboxSeed.bob, [("Authorization", "Bearer a.b.c")])
        #expect(answer.status == row.status)
        #expect(answer.code == row.code)
        // The second time we are within the pause that Kong asked for, and some of it is over.
        if path == "/tokens" {
          #expect(answer.retryAfter == row.retryAfter)
        } else {
          #expect((answer.retryAfter == nil) == (row.retryAfter == nil))
        }
        #expect(answer.values("Cache-Control") == ["no-store"])
      }
      #expect(try await warm().status == 200)
    }
  }

  @Test(arguments: [Fault.status(.serviceUnavailable), .hang, .malformedBody, .reset(afterBytes: 0)])
  func `when Kong is back, so is the service`(_ fault: Fault) async throws {
    try await Scene.play(["KONG_REQUEST_TIMEOUT_MS": "300"]) { scene in
      let ask = { try await scene.service.get("/tokens", as: SandboxSeed.bob) }
      scene.sandbox.admin.faults.inject(fault, on: "/consumers/*/jwt")
      #expect(try await ask().status == 503)
      scene.sandbox.admin.faults.clear()
      let answer = try await eventually(ask) { $0.status == 200 }
      #expect(answer.token != nil)
    }
  }

  @Test func `a Kong that has gone away is an outage, for those who are not remembered`() async throws {
    let kong = SandboxConfiguration(adminPort: try await LocalPort.free())
    try await Scene.play(kong: kong) { scene in
      #expect(try await scene.service.get("/tokens", as: SandboxSeed.alice).status == 200)
      await scene.sandbox.admin.refuse()
      let cold = try await scene.service.get("/tokens", as: SandboxSeed.bob)
      #expect(cold.status == 503)
      #expect(cold.code == "AUTH_004")
      #expect(cold.retryAfter == "30")
      #expect(try await scene.service.get("/tokens", as: SandboxSeed.alice).status == 200)
      #expect(try await scene.service.get("/health/ready").status == 200)
      try await scene.sandbox.admin.accept()
      #expect(try await scene.service.get("/tokens", as: SandboxSeed.bob).status == 200)
    }
  }

  @Test func `a refused admin token is an error for the operator`() async throws {
    try await Scene.play { scene in
      scene.sandbox.admin.faults.inject(.status(.unauthorized), on: "/consumers/*/jwt")
      _ = try await scene.service.get("/tokens", as: SandboxSeed.bob)
      #expect(scene.journal.contains("error: Kong refused the admin token"))
    }
  }

  @Test func `credentials of a stranger are an error for the operator`() async throws {
    try await Scene.play { scene in
      scene.sandbox.admin.faults.inject(.wrongConsumer(SandboxSeed.carol), on: "/consumers/*/jwt", times: 1)
      let wrong = try await scene.service.get("/tokens", as: SandboxSeed.bob)
      #expect(wrong.status == 401)
      #expect(scene.journal.contains("error: Kong answered with credentials of another consumer"))
      let right = try await scene.service.get("/tokens", as: SandboxSeed.bob)
      #expect(right.status == 200)
    }
  }
}
