import AuthenticationCore
import Events
import Identifiers
import NIOCore
import Telemetry

/// Spans of what is done with tokens, on the event loop: without the task-local values of the tracing API.
struct TokenTracing: Sendable {
  let traces: TraceSource
  let policy: TokenPolicy

  /// A token was made.
  func created(_ id: UUIDv4, for consumer: Consumer, in request: TraceContext?, lasting time: TimeAmount) {
    guard let request, request.isSampled else { return }
    record(.tokenCreation, in: request, lasting: time) {
      [
        Attribute("jwt.operation", "create"), Attribute("jwt.username", .string(consumer.username)),
        Attribute("jwt.token_id", .string(id.description)), Attribute("jwt.authority", .string(policy.issuer)),
        Attribute("jwt.audience", policy.audience.attribute), Attribute("kong.consumer_id", .string(consumer.id)),
        Attribute("jwt.expires_in", .integer(policy.lifetimeSeconds)),
        Attribute("jwt.duration_ms", .double(Double(time.nanoseconds) / 1e6)), .duration(time.nanoseconds),
      ]
    }
  }

  /// A token was looked at.
  ///
  /// - Parameter fault: nil for a valid one.
  func validated(_ fault: TokenFault?, in request: TraceContext?, lasting time: TimeAmount) {
    guard let request, request.isSampled else { return }
    record(.tokenValidation, in: request, lasting: time) {
      var attributes = [
        Attribute("jwt.operation", "validate"), Attribute("jwt.valid", .boolean(fault == nil)),
        Attribute("jwt.duration_ms", .double(Double(time.nanoseconds) / 1e6)), .duration(time.nanoseconds),
      ]
      if let fault { attributes.append(Attribute("jwt.validation_error", .string(fault.word))) }
      return attributes
    }
  }

  private func record(
    _ name: SpanName, in request: TraceContext, lasting time: TimeAmount, attributes: () -> [Attribute]
  ) {
    traces.record(
      name.rawValue, .internal, traces.context(within: request), lasting: time.nanoseconds, attributes: attributes)
  }
}

extension TokenFault {
  /// As the replaced service names it in its spans.
  fileprivate var word: String {
    switch self {
    case .expired: "token_expired"
    case .format: "invalid_format"
    case .signature: "invalid_signature"
    case .encoding: "invalid_payload_encoding"
    case .json: "invalid_payload_json"
    case .notYetValid: "token_not_yet_valid"
    case .invalid: "invalid_claims"
    }
  }
}

extension [String] {
  /// One entry as a string, as in the claim.
  fileprivate var attribute: AttributeValue {
    if count == 1, let first { .string(first) } else { .strings(self) }
  }
}
