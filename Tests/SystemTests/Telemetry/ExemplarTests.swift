import KongSandbox
import OTLPTestSupport
import Testing

/// The way from a bucket of a distribution to a trace.
@Suite(.timeLimit(.minutes(2))) struct ExemplarTests {
  @Test func `buckets name traces that were kept, and no others`() async throws {
    let (kept, dropped) = (String(repeating: "a", count: 32), String(repeating: "b", count: 32))
    let told = try await TelemetryScene.play { scene in
      for (trace, flag) in [(kept, "01"), (dropped, "00")] {
        let parent = (name: "traceparent", value: "00-\(trace)-00000000000000ff-\(flag)")
        #expect(try await scene.service.get("/tokens", as: SandboxSeed.alice, [parent]).status == 200)
      }
      let answer = try await scene.service.get("/metrics", [("Accept", "application/openmetrics-text")])
      #expect(answer.header("Content-Type")?.hasPrefix("application/openmetrics-text") == true)
      let span = try #require(try await scene.receiver.received("traces", atLeast: 1).spans.first { $0.kind == 2 })
      let bucket = try #require(
        answer.body.split(separator: "\n").first {
          $0.hasPrefix("http_request_duration_seconds_bucket{method=\"GET\",route=\"/tokens\"") && $0.contains(" # {")
        })
      #expect(bucket.contains("# {trace_id=\"\(kept)\",span_id=\"\(span.spanId)\"}"))
      #expect(!answer.body.contains(dropped))
      // The older form has no place for them.
      #expect(try await !scene.service.get("/metrics?format=prometheus").body.contains(kept))
    }
    #expect(try told.spans.contains { $0.traceId == kept })
  }
}
