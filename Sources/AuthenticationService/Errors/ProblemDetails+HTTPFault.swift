import AuthenticationCore
import HTTPEdge

extension ProblemDetails {
  /// The document of what the server refuses by itself.
  ///
  /// - Parameters:
  ///   - declaredLength: the length that the client announced, in bytes.
  ///   - instance: the path, or `/` when the fault came before it was known.
  init(_ fault: HTTPFault, declaredLength: Int?, instance: String, requestID: String, timestamp: String) {
    guard let code = fault.code(at: instance) else {
      self.init(
        type: "about:blank", title: fault.status.reason, status: fault.status.code, detail: fault.explanation,
        instance: instance, requestID: requestID, timestamp: timestamp)
      return
    }
    self.init(
      type: Self.type(of: code), title: code.title, status: fault.status.code, detail: code.defaultDetail,
      instance: instance, code: code.rawValue, requestID: requestID, timestamp: timestamp,
      extensions: [JSONMember("reason", .string(fault.explanation))])
    if case .bodyTooLarge(let limit) = fault {
      if let declaredLength { extensions.append(JSONMember("size", .integer(declaredLength))) }
      extensions.append(JSONMember("maxSize", .integer(limit)))
    }
    if let seconds = fault.retryAfter { extensions.append(JSONMember("retryAfter", .integer(seconds))) }
  }
}

extension HTTPFault {
  /// Seconds after which a client may try again; nil where that would not help.
  var retryAfter: Int? {
    switch self {
    case .handlerTimeout: AuthenticationError.defaultRetryAfter
    case .tooManyConnections: 5
    case .malformed, .headTooLarge, .bodyTooLarge, .requestTimeout, .expectationFailed, .unsupportedTransferCoding,
      .unsupportedVersion:
      nil
    }
  }

  /// The code of the catalogue that fits; on the token routes, whoever is late waits for Kong.
  fileprivate func code(at path: String) -> AuthenticationError.Code? {
    switch self {
    case .handlerTimeout: [TokenPath.tokens, TokenPath.validation].contains(path) ? .kongUnavailable : nil
    case .tooManyConnections: nil
    case .malformed, .headTooLarge, .bodyTooLarge, .requestTimeout, .expectationFailed, .unsupportedTransferCoding,
      .unsupportedVersion:
      .invalidRequestFormat
    }
  }

  /// What to tell the client.
  var explanation: String {
    switch self {
    case .malformed(let reason), .headTooLarge(let reason): reason
    case .bodyTooLarge: "Request body exceeds maximum allowed size"
    case .requestTimeout: "The request did not arrive in time"
    case .expectationFailed: "The only expectation that can be met is 100-continue"
    case .unsupportedTransferCoding: "The only transfer coding that is understood is chunked"
    case .unsupportedVersion: "The only version that is spoken is HTTP/1.1"
    case .handlerTimeout: "The request could not be answered in time"
    case .tooManyConnections: "The service has as many connections as it may have"
    }
  }
}
