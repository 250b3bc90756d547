import HTTPClientSupport

extension ExportFailure {
  /// What a failed exchange says of an export.
  init(network error: any Error) {
    self =
      switch ExchangeFailure(error) {
      case .timeout: .timeout
      case .connection(let what): .connection(what)
      case .notHTTP: .connection("not HTTP")
      case .tooLarge: .unreadableAnswer
      case .invalidRequest(let what): .invalidRequest(what)
      case .cancelled: .cancelled
      }
  }
}
