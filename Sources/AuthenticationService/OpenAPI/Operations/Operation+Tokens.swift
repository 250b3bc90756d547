import AuthenticationCore

extension Operation {
  static let issueToken = Operation(
    "issueToken", .authentication, "Issue a token",
    """
    Mints a short-lived JWT for the consumer that Kong has authenticated, signed with the secret of the consumer's newest usable \
    HS256 credential. Kong's jwt plugin accepts it until it expires. A consumer that is known already is served even while Kong \
    cannot be asked.
    """,
    parameters: .consumer, security: [.gateway],
    answers: [
      .json(
        "A token. Nothing may store it (`Cache-Control: no-store`).", fields: [.rateLimit, .rateLimitPolicy], .token)
    ]
      + OperationAnswer.problems(
        .invalidRequestFormat, .missingConsumerHeaders, .consumerNotFound, .anonymousConsumer, .untrustedGateway,
        .renewalNotAllowed, .rateLimitExceeded, .kongUnavailable, .circuitBreakerOpen, instance: TokenPath.tokens))

  static let validateToken = Operation(
    "validateToken", .authentication, "Validate a token",
    """
    Says what a token says, if it is one of the consumer's own and still holds: signature, `alg`, `exp`, and `iss` and `aud` where \
    `JWT_VALIDATE_CLAIMS` asks for that.
    """,
    parameters: .consumer, security: [.gateway, .bearerToken],
    answers: [
      .json(
        "The token is valid; claims that it lacks are left out.", fields: [.rateLimit, .rateLimitPolicy], .validation)
    ]
      + OperationAnswer.problems(
        .missingAuthorization, .invalidToken, .invalidRequestFormat, .missingConsumerHeaders, .consumerNotFound,
        .anonymousConsumer, .tokenExpired, .untrustedGateway, .rateLimitExceeded, .kongUnavailable, .circuitBreakerOpen,
        instance: TokenPath.validation))
}

extension [Parameter] {
  /// What Kong says of the consumer.
  fileprivate static let consumer: [Parameter] = [
    Parameter(
      "X-Consumer-ID", in: .header, isRequired: true, "The consumer's id, as Kong sets it.",
      Schema(
        [JSONMember("type", "string"), JSONMember("maxLength", 256), JSONMember("pattern", "^[!-~]+$")],
        example: "0f1e2d3c-0000-4000-8000-000000000017")),
    Parameter(
      "X-Consumer-Username", in: .header,
      "The consumer's user name, as Kong sets it. A consumer without one must have `X-Consumer-Custom-ID`.",
      .name("alice")),
    Parameter("X-Consumer-Custom-ID", in: .header, "The consumer's custom id, as Kong sets it.", .name("customer-17")),
    Parameter(
      "X-Anonymous-Consumer", in: .header,
      "Set by Kong for its anonymous consumer. Any spelling of true is refused with `AUTH_009`.", .string("false")),
    Parameter(
      "X-Credential-Identifier", in: .header,
      "The credential that Kong has checked; must be there where `KONG_REQUIRE_CREDENTIAL_IDENTIFIER` asks for it. "
        + "Where `TOKEN_RENEWAL` is `deny` it must not be that of a token.",
      .string("a11ce0de-0000-4000-8000-000000000001")),
  ]
}

extension Schema {
  /// A name of up to 256 characters.
  fileprivate static func name(_ example: String) -> Schema {
    Schema(
      [JSONMember("type", "string"), JSONMember("minLength", 1), JSONMember("maxLength", 256)],
      example: .string(example))
  }
}
