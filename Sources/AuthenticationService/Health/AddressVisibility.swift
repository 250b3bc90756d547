/// Whether a document shows where Kong and the collector are, which is not for everyone who can reach the public port.
enum AddressVisibility: Sendable {
  case redacted, shown

  /// What stands in the document.
  ///
  /// - Parameter endpoint: by its type without user information, query and fragment.
  func text(_ endpoint: HTTPEndpoint) -> JSONOutput {
    switch self {
    case .redacted: "<redacted>"
    case .shown: .string("\(endpoint)")
    }
  }
}

extension ServicePort {
  /// What operators see there of addresses.
  var addresses: AddressVisibility {
    switch self {
    case .general: .redacted
    case .management: .shown
    }
  }
}
