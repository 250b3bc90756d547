/// Why an export failed, or was not taken whole, in words that hold no secret and no line end.
package enum ExportFailure: Error, Sendable, Equatable {
  /// Nobody answered in time.
  case timeout
  /// There was no connection, or it broke.
  case connection(String)
  /// The request could not be sent to any server, because of its URL or headers.
  case invalidRequest(String)
  /// The receiver answered with another status than 2xx.
  case status(Int, message: String)
  /// The receiver took the batch, but said something about it: that it rejected records, or that it is not content.
  case partialSuccess(rejected: Int, message: String)
  /// The receiver took the batch, but what else it said could not be read.
  case unreadableAnswer
  /// The export was given up from our side.
  case cancelled
}

extension ExportFailure {
  /// What may be shown to everybody: nothing that the receiver has said.
  package var publicDescription: String {
    switch self {
    case .status(let code, _): "HTTP \(code)"
    case .partialSuccess(let count, _): "\(count) rejected"
    case .timeout, .connection, .invalidRequest, .unreadableAnswer, .cancelled: description
    }
  }
}

extension ExportFailure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .timeout: "no answer in time"
    case .connection(let what): "connection: \(what)"
    case .invalidRequest(let what): "invalid request: \(what)"
    case .status(let code, ""): "HTTP \(code)"
    case .status(let code, let message): "HTTP \(code): \(message)"
    case .partialSuccess(let count, ""): "\(count) rejected"
    case .partialSuccess(let count, let message): "\(count) rejected: \(message)"
    case .unreadableAnswer: "an answer that cannot be read"
    case .cancelled: "cancelled"
    }
  }
}
