/// Why a request for a token, or about one, is not answered with success.
package struct AuthenticationError: Error, Sendable, Equatable {
  /// A value that an error carries for the client.
  package enum Value: Sendable, Equatable {
    case string(String)
    case integer(Int)
    case strings([String])
  }

  /// A named value; they are shown in the order in which they stand.
  package struct Extension: Sendable, Equatable {
    package let name: String
    package let value: Value

    package init(_ name: String, _ value: Value) {
      self.name = name
      self.value = value
    }
  }

  package let code: Code
  package let detail: String
  package let extensions: [Extension]
  /// Seconds after which it makes sense to ask again; nil where it makes none.
  package let retryAfter: Int?

  package init(_ code: Code, detail: String? = nil, extensions: [Extension] = [], retryAfter: Int? = nil) {
    self.code = code
    self.detail = detail ?? code.defaultDetail
    self.extensions = extensions
    self.retryAfter = retryAfter
  }

  private init(_ code: Code, detail: String? = nil, reason: String) {
    self.init(code, detail: detail, extensions: [Extension("reason", .string(reason))])
  }
}

// MARK: The consumer

extension AuthenticationError {
  package static let missingConsumerHeaders = AuthenticationError(
    .missingConsumerHeaders, reason: "Missing Kong consumer headers")
  package static let headerTooLong = AuthenticationError(
    .invalidRequestFormat, reason: "Header value exceeds maximum allowed length")
  package static let malformedConsumerHeader = AuthenticationError(
    .invalidRequestFormat, reason: "Consumer header has a character that it must not have")
  package static let repeatedConsumerHeader = AuthenticationError(
    .invalidRequestFormat, reason: "Consumer header occurs more than once")
  package static let anonymousConsumer = AuthenticationError(
    .anonymousConsumer, reason: "Anonymous consumers are not allowed")

  /// Kong has no such consumer, or the consumer has no usable credential.
  package static func consumerNotFound(consumerID: String) -> AuthenticationError {
    AuthenticationError(.consumerNotFound, extensions: [Extension("consumerId", .string(consumerID))])
  }
}

extension AuthenticationError {
  /// The request did not prove that it came through the gateway; it is not said what was missing.
  package static let untrustedGateway = AuthenticationError(.untrustedGateway)
  /// The consumer was known by a token, where `TOKEN_RENEWAL` is `deny`.
  package static let renewalNotAllowed = AuthenticationError(.renewalNotAllowed)
}

// MARK: Kong

extension AuthenticationError {
  /// Seconds until the next attempt when Kong does not say.
  package static let defaultRetryAfter = 30

  /// Kong could not be asked.
  package static func kongUnavailable(retryAfter: Int = defaultRetryAfter) -> AuthenticationError {
    AuthenticationError(
      .kongUnavailable,
      extensions: [
        Extension("reason", .string("Kong gateway connectivity issues")), Extension("retryAfter", .integer(retryAfter)),
      ], retryAfter: retryAfter)
  }
}

extension AuthenticationError {
  /// Kong was not asked, because it has failed too often lately.
  package static func circuitOpen(retryAfter: Int) -> AuthenticationError {
    AuthenticationError(
      .circuitBreakerOpen,
      extensions: [
        Extension("reason", .string("Kong Admin API circuit breaker is open")),
        Extension("retryAfter", .integer(retryAfter)),
      ], retryAfter: retryAfter)
  }
}

extension AuthenticationError {
  /// The consumer has asked too often within a minute.
  package static func rateLimitExceeded(retryAfter: Int) -> AuthenticationError {
    AuthenticationError(
      .rateLimitExceeded,
      extensions: [
        Extension("reason", .string("Too many requests of this consumer")),
        Extension("retryAfter", .integer(retryAfter)),
      ], retryAfter: retryAfter)
  }
}

// MARK: The token and the request

extension AuthenticationError {
  package static let missingAuthorization = AuthenticationError(.missingAuthorization)
  package static let repeatedAuthorization = AuthenticationError(
    .invalidRequestFormat, reason: "Authorization header occurs more than once")
  package static let emptyToken = AuthenticationError(.invalidToken, detail: "Token cannot be empty")

  /// The token is not one of the consumer's that can be believed now.
  package init(_ fault: TokenFault) {
    switch fault {
    case .expired(let expiry):
      self.init(
        .tokenExpired,
        extensions: [
          Extension("expiredAt", .string(ISO8601.format(seconds: expiry))),
          Extension("reason", .string("Token has expired")),
        ])
    case .invalid(let reason):
      self.init(.invalidToken, reason: reason)
    }
  }

  /// The content is of a type that nothing here takes.
  package static func unsupportedContentType(provided: String, accepted: [String]) -> AuthenticationError {
    AuthenticationError(
      .invalidRequestFormat,
      extensions: [
        Extension("reason", .string("Invalid or unsupported Content-Type")),
        Extension("provided", .string(provided)),
        Extension("accepted", .strings(accepted)),
      ])
  }
}
