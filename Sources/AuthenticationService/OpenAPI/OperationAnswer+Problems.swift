import AuthenticationCore
import HTTPEdge

extension OperationAnswer {
  /// The problem documents with some codes, by status.
  static func problems(_ codes: AuthenticationError.Code..., instance: String) -> [OperationAnswer] {
    Dictionary(grouping: codes, by: \.status).sorted { $0.key < $1.key }.map { status, codes in
      OperationAnswer(
        status, codes.map(\.meaning).joined(separator: " "), fields: fields(of: status),
        [.problem(codes.map { ($0.rawValue, ProblemDetails.example($0, instance: instance)) })])
    }
  }

  /// A problem document without a code.
  ///
  /// - Parameters:
  ///   - meaning: when it is sent, a sentence.
  ///   - detail: what it says.
  static func problem(_ status: HTTPStatus, _ meaning: String, detail: String, instance: String) -> OperationAnswer {
    let details = ProblemDetails(
      type: "about:blank", title: status.reason, status: status.code, detail: detail, instance: instance,
      requestID: ProblemDetails.exampleID, timestamp: ProblemDetails.exampleTime)
    return OperationAnswer(
      status.code, meaning, fields: fields(of: status.code),
      [.problem([(name: status.reason.filter(\.isLetter), details)])])
  }

  private static func fields(of status: Int) -> [AnswerField] {
    switch status {
    case 401: [.challenge]
    case 429: [.retryAfter, .rateLimit, .rateLimitPolicy]
    case 503: [.retryAfter]
    default: []
    }
  }

  /// What the server answers by itself, whatever was asked (see `HTTPFault`).
  static let byServer: [OperationAnswer] = [
    fault(
      .malformed("Header name has a character that it must not have"), "MalformedRequest",
      "The request is malformed, or its content is of another type than JSON or a form."),
    fault(.requestTimeout, "RequestTimeout", "The request did not arrive in time."),
    fault(.bodyTooLarge(limit: 10_485_760), "ContentTooLarge", "The content is longer than it may be."),
    fault(.expectationFailed, "ExpectationFailed", "`Expect` asks for something other than `100-continue`."),
    fault(
      .headTooLarge("Request head is too large"), "HeadTooLarge",
      "The request line or the header is longer than it may be."),
    fault(
      .unsupportedTransferCoding, "UnsupportedTransferCoding", "The transfer coding is another one than `chunked`."),
    fault(.tooManyConnections, "TooManyConnections", "The service has as many connections as it may have."),
    fault(.unsupportedVersion, "UnsupportedVersion", "The request is not HTTP/1.x."),
  ]

  private static func fault(_ fault: HTTPFault, _ name: String, _ meaning: String) -> OperationAnswer {
    let details = ProblemDetails(
      fault, declaredLength: nil, instance: "/", requestID: ProblemDetails.exampleID,
      timestamp: ProblemDetails.exampleTime)
    return OperationAnswer(
      fault.status.code, meaning, fields: fields(of: fault.status.code), [.problem([(name, details)])], component: name)
  }

  /// Content of a type that no route takes (AUTH_007).
  static func unsupportedContentType(instance: String) -> OperationAnswer {
    let details = ProblemDetails(
      ContentTypePolicy.refusal(of: "text/plain"), instance: instance, requestID: ProblemDetails.exampleID,
      timestamp: ProblemDetails.exampleTime)
    return OperationAnswer(
      400, "The content is of a type that is not taken.", [.problem([("UnsupportedContentType", details)])])
  }
}

extension OperationAnswer.Content {
  fileprivate static func problem(_ examples: [(name: String, details: ProblemDetails)]) -> OperationAnswer.Content {
    OperationAnswer.Content(
      type: "application/problem+json", schema: .of(.problem),
      examples: examples.map { Example(name: $0.name, json: $0.details.document) })
  }
}

extension ProblemDetails {
  fileprivate static let exampleID = "6f1e8a52-3c0d-4d7a-9a55-0d3f3f1c2b7e"
  fileprivate static let exampleTime = "2026-01-15T12:00:00.000Z"

  /// A document with a code, as a client may get it.
  static func example(_ code: AuthenticationError.Code, instance: String) -> ProblemDetails {
    ProblemDetails(
      code.exampleError, instance: instance, requestID: exampleID, timestamp: exampleTime)
  }
}

extension AuthenticationError.Code {
  /// The sentence that tells when it is sent.
  fileprivate var meaning: String { "`\(rawValue)`: \(defaultDetail)\(condition.map { " (\($0))" } ?? "")." }

  /// The setting without which it is never sent.
  private var condition: String? {
    switch self {
    case .untrustedGateway: "where `GATEWAY_PROOF` asks for a proof"
    case .rateLimitExceeded: "where `RATE_LIMIT_PER_CONSUMER` is set"
    case .renewalNotAllowed: "where `TOKEN_RENEWAL` is `deny`"
    default: nil
    }
  }

  /// An error with this code, with what it usually carries.
  fileprivate var exampleError: AuthenticationError {
    switch self {
    case .missingConsumerHeaders: .missingConsumerHeaders
    case .consumerNotFound: .consumerNotFound(consumerID: "b0b00000-0000-4000-8000-000000000002")
    case .kongUnavailable: .kongUnavailable()
    case .circuitBreakerOpen: .circuitOpen(retryAfter: 8)
    case .invalidRequestFormat: .headerTooLong
    case .anonymousConsumer: .anonymousConsumer
    case .tokenExpired: AuthenticationError(.expired(at: 1_768_478_400))
    case .invalidToken: AuthenticationError(.signature)
    case .missingAuthorization: .missingAuthorization
    case .untrustedGateway: .untrustedGateway
    case .renewalNotAllowed: .renewalNotAllowed
    case .rateLimitExceeded: .rateLimitExceeded(retryAfter: 3)
    case .tokenCreationFailed, .internalServerError: AuthenticationError(self)
    }
  }
}
