import AuthenticationCore
import Testing

@Suite struct `Authentication error` {
  struct Entry: Sendable {
    let code: AuthenticationError.Code
    let wire: String
    let status: Int
    let title: String
    let detail: String

    init(_ code: AuthenticationError.Code, _ wire: String, _ status: Int, _ title: String, _ detail: String) {
      (self.code, self.wire, self.status, self.title, self.detail) = (code, wire, status, title, detail)
    }
  }

  private static let catalogue = [
    Entry(
      .missingConsumerHeaders, "AUTH_001", 401, "Missing Consumer Headers",
      "Required Kong consumer headers are missing from the request"),
    Entry(
      .consumerNotFound, "AUTH_002", 401, "Consumer Not Found",
      "The specified consumer was not found or has no JWT credentials"),
    Entry(
      .tokenCreationFailed, "AUTH_003", 500, "JWT Creation Failed",
      "Failed to create JWT token due to an internal error"),
    Entry(
      .kongUnavailable, "AUTH_004", 503, "Kong API Unavailable", "The Kong gateway API is temporarily unavailable"),
    Entry(
      .circuitBreakerOpen, "AUTH_005", 503, "Circuit Breaker Open",
      "Service is temporarily unavailable due to circuit breaker protection"),
    Entry(.rateLimitExceeded, "AUTH_006", 429, "Rate Limit Exceeded", "Request rate limit has been exceeded"),
    Entry(
      .invalidRequestFormat, "AUTH_007", 400, "Invalid Request Format", "The request format is invalid or malformed"),
    Entry(
      .internalServerError, "AUTH_008", 500, "Internal Server Error", "An unexpected internal server error occurred"),
    Entry(
      .anonymousConsumer, "AUTH_009", 401, "Anonymous Consumer", "Anonymous consumers are not allowed to request tokens"
    ),
    Entry(.tokenExpired, "AUTH_010", 401, "Token Expired", "The provided JWT token has expired"),
    Entry(.invalidToken, "AUTH_011", 400, "Invalid Token", "The provided JWT token is invalid or malformed"),
    Entry(
      .missingAuthorization, "AUTH_012", 400, "Missing Authorization",
      "Authorization header with Bearer token is required"),
    Entry(.untrustedGateway, "AUTH_013", 403, "Untrusted Gateway", "This service answers its gateway alone"),
    Entry(
      .renewalNotAllowed, "AUTH_014", 403, "Renewal Not Allowed",
      "A token is given for an API key and not for another token"),
  ]

  @Test(arguments: catalogue)
  func `has the code, status and texts that clients know`(_ entry: Entry) {
    #expect(entry.code.rawValue == entry.wire)
    #expect(entry.code.status == entry.status)
    #expect(entry.code.title == entry.title)
    #expect(AuthenticationError(entry.code).detail == entry.detail)
  }

  @Test func `has fourteen codes`() {
    #expect(AuthenticationError.Code.allCases.map(\.rawValue) == Self.catalogue.map(\.wire))
  }

  @Test(arguments: [
    (
      AuthenticationError.missingConsumerHeaders, AuthenticationError.Code.missingConsumerHeaders,
      "Missing Kong consumer headers"
    ),
    (.headerTooLong, .invalidRequestFormat, "Header value exceeds maximum allowed length"),
    (.malformedConsumerHeader, .invalidRequestFormat, "Consumer header has a character that it must not have"),
    (.repeatedConsumerHeader, .invalidRequestFormat, "Consumer header occurs more than once"),
    (.repeatedAuthorization, .invalidRequestFormat, "Authorization header occurs more than once"),
    (.anonymousConsumer, .anonymousConsumer, "Anonymous consumers are not allowed"),
    (AuthenticationError(.format), .invalidToken, "Invalid token format: expected 3 parts"),
    (AuthenticationError(.signature), .invalidToken, "Invalid signature"),
    (AuthenticationError(.encoding), .invalidToken, "Invalid payload encoding"),
    (AuthenticationError(.json), .invalidToken, "Invalid payload JSON"),
    (AuthenticationError(.notYetValid), .invalidToken, "Token is not yet valid"),
    (AuthenticationError(.failed("x")), .invalidToken, "Token validation failed: x"),
  ])
  func `names its reason`(error: AuthenticationError, code: AuthenticationError.Code, reason: String) {
    #expect(error == AuthenticationError(code, extensions: [.init("reason", .string(reason))]))
  }

  @Test func `names the consumer that was not found`() {
    let error = AuthenticationError.consumerNotFound(consumerID: "c")
    #expect(error == AuthenticationError(.consumerNotFound, extensions: [.init("consumerId", .string("c"))]))
  }

  @Test func `says when to ask Kong again`() {
    #expect(AuthenticationError.kongUnavailable().retryAfter == 30)
    let error = AuthenticationError.kongUnavailable(retryAfter: 7)
    #expect(error.retryAfter == 7)
    #expect(error.code == .kongUnavailable)
    #expect(
      error.extensions == [
        .init("reason", .string("Kong gateway connectivity issues")), .init("retryAfter", .integer(7)),
      ])
  }

  @Test func `says when a token expired`() {
    let error = AuthenticationError(.expired(at: 1_736_942_400.5))
    #expect(error.code == .tokenExpired)
    #expect(
      error.extensions == [
        .init("expiredAt", .string("2025-01-15T12:00:00.500Z")), .init("reason", .string("Token has expired")),
      ])
  }

  @Test func `says nothing more of a missing or empty token`() {
    #expect(AuthenticationError.missingAuthorization == AuthenticationError(.missingAuthorization))
    #expect(AuthenticationError.emptyToken == AuthenticationError(.invalidToken, detail: "Token cannot be empty"))
  }
}
