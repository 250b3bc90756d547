/// What stood between us and Kong.
package enum UnavailableCause: Error, Sendable, Equatable {
  /// Refused, reset, no such host, TLS failure: the text names which, without addresses or secrets.
  case connection(String)
  /// No answer in time.
  case timeout
  /// An answer that is an error, by its status; with what `Retry-After` asked for, in seconds.
  case status(Int, retryAfter: Int?)
  /// Our admin token was refused (401 or 403).
  case unauthorized(Int)
  /// An answer that is not what Kong's Admin API sends: the text says in which way.
  case invalidAnswer(String)
}

extension UnavailableCause: CustomStringConvertible {
  /// One line for logs and health reports, made of fixed words and numbers only.
  package var description: String {
    switch self {
    case .connection(let what): "connection failed: \(what)"
    case .timeout: "no answer in time"
    case .status(let code, _): "answered with status \(code)"
    case .unauthorized(let code): "refused the admin token with status \(code)"
    case .invalidAnswer(let way): "invalid answer: \(way)"
    }
  }
}
