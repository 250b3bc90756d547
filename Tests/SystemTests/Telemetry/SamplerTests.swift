import OTLPTestSupport
import Testing

/// Which traces reach a collector.
@Suite(.timeLimit(.minutes(2))) struct SamplerTests {
  /// What a caller has decided before, and under which trace.
  private enum Caller: String, CaseIterable {
    case keeps, drops, saysNothing

    var trace: String { String(repeating: self == .keeps ? "a" : "b", count: 32) }

    var fields: Client.Fields {
      switch self {
      case .keeps: [("traceparent", "00-\(trace)-00000000000000ff-01")]
      case .drops: [("traceparent", "00-\(trace)-00000000000000ff-00")]
      case .saysNothing: []
      }
    }

    init(_ span: ExportedSpan) {
      self = Self.allCases.first { $0 != .saysNothing && $0.trace == span.traceId } ?? .saysNothing
    }
  }

  @Test(arguments: [
    ("always_on", "0", ["drops", "keeps", "saysNothing"]), ("always_off", "1", []), ("traceidratio", "0", []),
    ("traceidratio", "1", ["drops", "keeps", "saysNothing"]), ("parentbased_always_on", "0", ["keeps", "saysNothing"]),
    ("parentbased_always_off", "1", ["keeps"]), ("parentbased_traceidratio", "0", ["keeps"]),
  ]) func `a sampler keeps what it says`(sampler: String, share: String, kept: [String]) async throws {
    let told = try await TelemetryScene.play([
      "OTEL_TRACES_SAMPLER": sampler, "OTEL_TRACES_SAMPLER_ARG": share, "OTEL_LOGS_EXPORTER": "none",
    ]) { scene in
      for caller in Caller.allCases {
        let answer = try await scene.service.get("/health/live", caller.fields)
        #expect(answer.status == 200)
      }
    }
    #expect(try told.spans.map { Caller($0).rawValue }.sorted() == kept)
  }
}
