import AuthenticationCore
import Telemetry

/// Counts the errors that clients are told of.
struct ErrorMetrics: Sendable {
  private let series: [AuthenticationError.Code: CounterSeries]

  init(_ registry: MetricRegistry) {
    series = Dictionary(
      uniqueKeysWithValues: AuthenticationError.Code.allCases.map { code in
        (
          code,
          registry.counter(
            ServiceMetrics.applicationErrors,
            [
              Attribute("error_type", .string(code.errorType)), Attribute("operation", .string(code.operation)),
              Attribute("component", "token_handler"),
            ])
        )
      })
  }

  func count(_ code: AuthenticationError.Code) {
    series[code]?.increment()
  }
}

extension AuthenticationError.Code {
  /// As the replaced service had it, where it did.
  fileprivate var errorType: String {
    switch self {
    case .missingConsumerHeaders: "kong_header_validation_failed"
    case .invalidRequestFormat: "invalid_request_format"
    case .anonymousConsumer: "anonymous_consumer"
    case .consumerNotFound: "kong_consumer_lookup_failed"
    case .kongUnavailable: "kong_service_unavailable"
    case .circuitBreakerOpen: "kong_circuit_breaker_open"
    case .rateLimitExceeded: "rate_limit_exceeded"
    case .tokenCreationFailed: "jwt_creation_failed"
    case .internalServerError: "internal_server_error"
    case .tokenExpired: "token_expired"
    case .invalidToken: "token_invalid"
    case .missingAuthorization: "authorization_missing"
    case .untrustedGateway: "gateway_untrusted"
    case .renewalNotAllowed: "renewal_not_allowed"
    }
  }

  fileprivate var operation: String {
    switch self {
    case .tokenExpired, .invalidToken, .missingAuthorization: "token_validation"
    default: "token_request"
    }
  }
}
