import AsyncHTTPClient
import AuthenticationCore
import Glibc
import HTTPClientSupport
import NIOCore

extension UnavailableCause {
  /// What a failed exchange says of Kong.
  init(network error: any Error) {
    if let cause = error as? UnavailableCause {
      self = cause
      return
    }
    self =
      switch ExchangeFailure(error) {
      case .timeout: .timeout
      case .connection(let what), .invalidRequest(let what): .connection(what)
      case .notHTTP: .invalidAnswer("not HTTP")
      case .tooLarge: .invalidAnswer("body too large")
      case .cancelled: .connection("client shut down")
      }
  }

  /// Whether an exchange failed because its connection was closed before anything came of an answer.
  static func isDeadConnection(_ error: any Error) -> Bool {
    switch error {
    case let error as HTTPClientError: error == .remoteConnectionClosed
    case let error as IOError: error.errnoCode == ECONNRESET || error.errnoCode == EPIPE
    default: false
    }
  }

  /// Whether there was no connection yet, so that Kong cannot have heard of the request.
  var isOfConnecting: Bool {
    guard case .connection(let what) = self else { return false }
    return ["refused", "connect timeout", "host name not resolved", "no route to host"].contains(what)
  }
}
