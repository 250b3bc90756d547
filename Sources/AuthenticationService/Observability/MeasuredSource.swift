import AuthenticationCore
import Events
import KongClient
import Tracing

/// A source that is watched: how long Kong takes, what comes of it, and where that belongs.
struct MeasuredSource: ConsumerCredentialSource {
  private let source: any ConsumerCredentialSource
  private let metrics: KongMetrics
  private let trouble: LookupTrouble
  private let tracer: any Tracer

  init(
    _ source: any ConsumerCredentialSource, _ metrics: KongMetrics, trouble: LookupTrouble, tracer: any Tracer
  ) {
    self.source = source
    self.metrics = metrics
    self.trouble = trouble
    self.tracer = tracer
  }

  func credentials(ofConsumer id: String) async throws(CredentialLookupError) -> ConsumerCredentials {
    let start = ContinuousClock.now
    return try await tracer.withClientSpan(SpanName.kongLookup.rawValue, describing: \.errorType) {
      span async throws(CredentialLookupError) in
      do throws(CredentialLookupError) {
        let credentials = try await source.credentials(ofConsumer: id)
        trouble.note(nil)
        note(.success, of: id, since: start, in: span)
        return credentials
      } catch {
        trouble.note(error)
        note(KongMetrics.Result(error), of: id, since: start, in: span)
        throw error
      }
    }
  }

  private func note(
    _ result: KongMetrics.Result, of id: String, since start: ContinuousClock.Instant, in span: any Tracing.Span
  ) {
    metrics.record(.getConsumer, result, since: start)
    guard span.isRecording else { return }
    span.updateAttributes { attributes in
      attributes["component"] = "kong_client"
      attributes["kong.api.type"] = "admin_api"
      attributes["kong.operation"] = "getConsumerSecret"
      attributes["kong.consumer_id"] = id
      attributes["kong.result"] = result.rawValue
      attributes["duration_ms"] = start.duration(to: .now) / .milliseconds(1)
    }
  }
}

extension CredentialLookupError {
  /// What `error.type` of a span says; nil for an answer.
  fileprivate var errorType: String? {
    switch self {
    case .notFound: nil
    case .wrongConsumer: "wrong_consumer"
    case .unavailable(let cause), .creationFailed(let cause): cause.errorType
    case .circuitOpen: "circuit_open"
    case .overloaded: "overloaded"
    case .cancelled: "cancelled"
    }
  }
}
