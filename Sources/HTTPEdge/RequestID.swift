package import Identifiers

/// What one exchange is called in responses, problem documents and logs.
package enum RequestID: Sendable, Hashable {
  /// Our own, random.
  case generated(UUIDv4)
  /// The client's, already found to be well-formed.
  case adopted(String)
}

extension RequestID: CustomStringConvertible {
  package var description: String {
    switch self {
    case .generated(let uuid): uuid.description
    case .adopted(let text): text
    }
  }
}
