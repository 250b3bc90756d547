import HTTPEdge
import KongSandbox
import Testing

/// Faults as people write them.
@Suite struct FaultTextTests {
  @Test(arguments: [
    ("hang", "hang@/**"), ("malformed", "malformed@/**"), ("truncated@/consumers/*", "truncated@/consumers/*"),
    ("rotated", "rotated@/**"), ("reset", "reset=0@/**"), ("reset=20", "reset=20@/**"),
    ("latency=2s", "latency=2000ms@/**"), ("latency=500ms@/status", "latency=500ms@/status"),
    ("status=503", "status=503@/**"), ("status=429:120x3", "status=429:120@/**x3"),
    ("oversized", "oversized=2097152@/**"), ("oversized=5", "oversized=5@/**"), ("hang x3", "hang@/**x3"),
    ("wrong-consumer=some-id@/consumers/*/jwtx1", "wrong-consumer=some-id@/consumers/*/jwtx1"),
    ("status=503@/consumers/x7/", "status=503@/consumers/x7"),
  ])
  func `a fault reads as it is meant, and is written so`(text: String, written: String) throws {
    #expect("\(try FaultRule(parsing: text))" == written)
  }

  @Test(arguments: [
    "", "@/consumers", "nonsense", "status", "status=", "status=99", "status=600", "status=x", "latency", "latency=5",
    "latency=-1s", "latency=1m", "reset=-1", "reset=x", "oversized=99999999999", "hang=1", "hang@consumers",
    "wrong-consumer", "malformed=1",
  ])
  func `what is none is refused`(text: String) {
    #expect(throws: FaultSyntaxError.self) { try FaultRule(parsing: text) }
  }

  @Test func `the route lists, adds and removes`() async throws {
    try await RunningSandbox.with { running in
      let admin = running.sandbox.admin
      let path = "/_sandbox/faults"
      #expect(try await running.admin(path).body == "")
      let rules = "status=503:7@/consumers/*/jwt\nhang@/consumers\n"
      #expect(try await running.ask(admin, .post, path, body: rules).body == rules)
      let failing = try await running.admin("/consumers/alice/jwt")
      #expect(failing.status == 503)
      #expect(failing["Retry-After"] == "7")
      #expect(try await running.admin("/status").status == 200)
      #expect(try await running.admin(path).body == rules)
      #expect(try await running.ask(admin, .delete, path).body == "")
      #expect(try await running.admin("/consumers/alice/jwt").status == 200)
    }
  }

  @Test func `a rule that fails everything does not fail the route, and a wrong line adds nothing`() async throws {
    try await RunningSandbox.with { running in
      let admin = running.sandbox.admin
      let path = "/_sandbox/faults"
      _ = try await running.ask(admin, .post, path, body: "status=500")
      #expect(try await running.admin("/status").status == 500)
      let refused = try await running.ask(admin, .post, path, body: "hang\nnonsense")
      #expect(refused.status == 400)
      #expect(refused.body.contains("'nonsense' is no fault"))
      #expect(try await running.admin(path).body == "status=500@/**\n")
      #expect(try await running.ask(admin, .put, path, body: "hang").status == 405)
    }
  }
}
