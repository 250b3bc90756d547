/// The problem documents that clients of the replaced service know, spelled out.
struct Problem: Sendable {
  let number: String
  let status: Int
  let title: String
  let detail: String
  /// The member `extensions` as JSON.
  var extensions: String?

  init(_ number: String, _ status: Int, _ title: String, _ detail: String, extensions: String? = nil) {
    self.number = number
    self.status = status
    self.title = title
    self.detail = detail
    self.extensions = extensions
  }

  /// The whole document.
  func body(instance: String) -> String {
    let tail = extensions.map { #","extensions":\#($0)"# } ?? ""
    return #"{"type":"urn:problem-type:auth-service/auth-\#(number)","title":"\#(title)","status":\#(status),"#
      + #""detail":"\#(detail)","instance":"\#(instance)","code":"AUTH_\#(number)","requestId":"req-1","#
      + #""timestamp":"2025-01-15T12:00:00.000Z"\#(tail)}"#
  }
}

extension Problem {
  static let missingHeaders = Problem(
    "001", 401, "Missing Consumer Headers", "Required Kong consumer headers are missing from the request",
    extensions: #"{"reason":"Missing Kong consumer headers"}"#)
  static let anonymous = Problem(
    "009", 401, "Anonymous Consumer", "Anonymous consumers are not allowed to request tokens",
    extensions: #"{"reason":"Anonymous consumers are not allowed"}"#)
  static let tooLong = invalidRequest("Header value exceeds maximum allowed length")
  static let repeated = invalidRequest("Consumer header occurs more than once")
  static let malformed = invalidRequest("Consumer header has a character that it must not have")
  static let missingAuthorization = Problem(
    "012", 400, "Missing Authorization", "Authorization header with Bearer token is required")

  static let untrusted = Problem("013", 403, "Untrusted Gateway", "This service answers its gateway alone")
  static let renewal = Problem(
    "014", 403, "Renewal Not Allowed", "A token is given for an API key and not for another token")

  static func invalidRequest(_ reason: String) -> Problem {
    Problem(
      "007", 400, "Invalid Request Format", "The request format is invalid or malformed",
      extensions: #"{"reason":"\#(reason)"}"#)
  }

  static func notFound(_ consumerID: String) -> Problem {
    Problem(
      "002", 401, "Consumer Not Found", "The specified consumer was not found or has no JWT credentials",
      extensions: #"{"consumerId":"\#(consumerID)"}"#)
  }

  static func unavailable(retryAfter: Int = 30) -> Problem {
    Problem(
      "004", 503, "Kong API Unavailable", "The Kong gateway API is temporarily unavailable",
      extensions: #"{"reason":"Kong gateway connectivity issues","retryAfter":\#(retryAfter)}"#)
  }

  static func circuitOpen(retryAfter: Int) -> Problem {
    Problem(
      "005", 503, "Circuit Breaker Open", "Service is temporarily unavailable due to circuit breaker protection",
      extensions: #"{"reason":"Kong Admin API circuit breaker is open","retryAfter":\#(retryAfter)}"#)
  }

  static func invalidToken(_ reason: String) -> Problem {
    Problem(
      "011", 400, "Invalid Token", "The provided JWT token is invalid or malformed",
      extensions: #"{"reason":"\#(reason)"}"#)
  }

  static func expired(at time: String) -> Problem {
    Problem(
      "010", 401, "Token Expired", "The provided JWT token has expired",
      extensions: #"{"expiredAt":"\#(time)","reason":"Token has expired"}"#)
  }
}
