import HTTPEdge

/// A method as series have it; clients can make up as many as they like, and share one series for all of those.
struct MethodLabel {
  static let count = 8

  /// All of them, in the order of their places.
  static let all = [HTTPMethod.get, .head, .post, .put, .patch, .delete, .options, nil].map(MethodLabel.init)

  let index: Int
  let text: String

  /// - Parameter method: nil when it was never read.
  init(_ method: HTTPMethod?) {
    switch method {
    case .get: (index, text) = (0, "GET")
    case .head: (index, text) = (1, "HEAD")
    case .post: (index, text) = (2, "POST")
    case .put: (index, text) = (3, "PUT")
    case .patch: (index, text) = (4, "PATCH")
    case .delete: (index, text) = (5, "DELETE")
    case .options: (index, text) = (6, "OPTIONS")
    // As the semantic conventions call it.
    case .other, nil: (index, text) = (7, "_OTHER")
    }
  }
}

/// A status as a place in a table.
struct StatusLabel {
  static let count = 20

  let index: Int

  /// Each that the service answers with has a place of its own; the last one is for what nobody thought of.
  init(_ code: Int) {
    index =
      switch code {
      case 200: 0
      case 204: 1
      case 304: 2
      case 400: 3
      case 401: 4
      case 403: 5
      case 404: 6
      case 405: 7
      case 408: 8
      case 413: 9
      case 417: 10
      case 429: 11
      case 431: 12
      case 500: 13
      case 501: 14
      case 503: 15
      case 505: 16
      default: 19
      }
  }
}
