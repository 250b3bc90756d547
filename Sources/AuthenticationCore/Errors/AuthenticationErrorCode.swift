extension AuthenticationError {
  /// The catalogue of error codes; each is a promise to clients.
  package enum Code: String, Sendable, CaseIterable {
    case missingConsumerHeaders = "AUTH_001"
    case consumerNotFound = "AUTH_002"
    case tokenCreationFailed = "AUTH_003"
    case kongUnavailable = "AUTH_004"
    case circuitBreakerOpen = "AUTH_005"
    case rateLimitExceeded = "AUTH_006"
    case invalidRequestFormat = "AUTH_007"
    case internalServerError = "AUTH_008"
    case anonymousConsumer = "AUTH_009"
    case tokenExpired = "AUTH_010"
    case invalidToken = "AUTH_011"
    case missingAuthorization = "AUTH_012"
    case untrustedGateway = "AUTH_013"
    case renewalNotAllowed = "AUTH_014"

    /// The HTTP status that the code goes with.
    package var status: Int {
      switch self {
      case .invalidRequestFormat, .invalidToken, .missingAuthorization: 400
      case .missingConsumerHeaders, .consumerNotFound, .anonymousConsumer, .tokenExpired: 401
      case .untrustedGateway, .renewalNotAllowed: 403
      case .rateLimitExceeded: 429
      case .tokenCreationFailed, .internalServerError: 500
      case .kongUnavailable, .circuitBreakerOpen: 503
      }
    }

    /// A short text that clients may match on.
    package var title: String {
      switch self {
      case .missingConsumerHeaders: "Missing Consumer Headers"
      case .consumerNotFound: "Consumer Not Found"
      case .tokenCreationFailed: "JWT Creation Failed"
      case .kongUnavailable: "Kong API Unavailable"
      case .circuitBreakerOpen: "Circuit Breaker Open"
      case .rateLimitExceeded: "Rate Limit Exceeded"
      case .invalidRequestFormat: "Invalid Request Format"
      case .internalServerError: "Internal Server Error"
      case .anonymousConsumer: "Anonymous Consumer"
      case .tokenExpired: "Token Expired"
      case .invalidToken: "Invalid Token"
      case .missingAuthorization: "Missing Authorization"
      case .untrustedGateway: "Untrusted Gateway"
      case .renewalNotAllowed: "Renewal Not Allowed"
      }
    }

    /// The sentence that explains the code where there is nothing better to say.
    package var defaultDetail: String {
      switch self {
      case .missingConsumerHeaders: "Required Kong consumer headers are missing from the request"
      case .consumerNotFound: "The specified consumer was not found or has no JWT credentials"
      case .tokenCreationFailed: "Failed to create JWT token due to an internal error"
      case .kongUnavailable: "The Kong gateway API is temporarily unavailable"
      case .circuitBreakerOpen: "Service is temporarily unavailable due to circuit breaker protection"
      case .rateLimitExceeded: "Request rate limit has been exceeded"
      case .invalidRequestFormat: "The request format is invalid or malformed"
      case .internalServerError: "An unexpected internal server error occurred"
      case .anonymousConsumer: "Anonymous consumers are not allowed to request tokens"
      case .tokenExpired: "The provided JWT token has expired"
      case .invalidToken: "The provided JWT token is invalid or malformed"
      case .missingAuthorization: "Authorization header with Bearer token is required"
      case .untrustedGateway: "This service answers its gateway alone"
      case .renewalNotAllowed: "A token is given for an API key and not for another token"
      }
    }
  }
}
