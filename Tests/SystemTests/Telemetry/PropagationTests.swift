import KongSandbox
import OTLPTestSupport
import Testing

/// A trace that comes from somebody else, and goes on to Kong.
@Suite(.timeLimit(.minutes(2))) struct PropagationTests {
  private static let trace = "0af7651916cd43dd8448eb211c80319c"
  private static let caller = "b7ad6b7169203331"
  private static let fields = [
    (name: "traceparent", value: "00-\(trace)-\(caller)-01"), (name: "tracestate", value: "vendor=a,other=b"),
    (name: "baggage", value: "tenant=7"),
  ]

  @Test func `a trace goes on from the caller through the service to Kong`() async throws {
    let told = try await TelemetryScene.play { scene in
      _ = try await scene.service.get("/tokens", as: SandboxSeed.alice, Self.fields)
      let headers = try #require(scene.sandbox.admin.log.entries(to: "/consumers/*/jwt").first).headers
      #expect(headers["tracestate"] == "vendor=a,other=b")
      #expect(headers["baggage"] == "tenant=7")
      let spans = try await scene.receiver.received("traces", atLeast: 1).spans
      let call = try #require(spans.first { $0.name == "GET" })
      #expect(headers.values("traceparent") == ["00-\(Self.trace)-\(call.spanId)-01"])
    }
    let spans = try told.spans
    #expect(Set(spans.map(\.traceId)) == [Self.trace])
    #expect(spans.allSatisfy { $0.traceState == "vendor=a,other=b" })
    #expect(spans.filter { $0.parentSpanId == Self.caller }.map(\.name) == ["GET /tokens"])
  }

  @Test func `a trace goes on through the gateway`() async throws {
    let told = try await TelemetryScene.play { scene in
      let answer = try await scene.gateway.get("/tokens", Self.fields + [(name: "apikey", value: "alice-api-key")])
      #expect(answer.status == 200)
    }
    let server = try #require(try told.spans.first { $0.kind == 2 })
    #expect(server.traceId == Self.trace && server.parentSpanId == Self.caller)
    #expect(server["kong.consumer_id"] == SandboxSeed.alice)
  }

  @Test func `a trace that the caller does not keep is passed on, and not kept`() async throws {
    let told = try await TelemetryScene.play { scene in
      let parent = (name: "traceparent", value: "00-\(Self.trace)-\(Self.caller)-00")
      _ = try await scene.service.get("/tokens", as: SandboxSeed.alice, [parent])
      let headers = try #require(scene.sandbox.admin.log.entries(to: "/consumers/*/jwt").first).headers
      let passed = try #require(headers["traceparent"])
      #expect(passed.hasPrefix("00-\(Self.trace)-") && passed.hasSuffix("-00"))
    }
    #expect(try told.spans.isEmpty)
  }
}
