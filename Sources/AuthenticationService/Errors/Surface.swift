import HTTPEdge

/// A group of routes whose responses share constant header lines.
enum Surface: Sendable, CaseIterable {
  /// Everything whose path does not begin with `/tokens`.
  case general
  /// What nearly asked for a token, such as `/tokens/`: nothing may be stored.
  case nearTokens
  /// `/tokens`: nothing may be stored, and who is not known is asked for an API key.
  case tokens
  /// `/tokens/validate`: nothing may be stored, and who is not known is asked for a token.
  case validation

  /// The surface that a path belongs to.
  init(path: String) {
    switch path {
    case TokenPath.tokens: self = .tokens
    case TokenPath.validation: self = .validation
    case let path where path.hasPrefix(TokenPath.tokens): self = .nearTokens
    default: self = .general
    }
  }

  /// The lines that this surface adds to a problem document with `status`.
  func fields(for status: HTTPStatus) -> HeaderBlock {
    var fields = HeaderBlock()
    switch self {
    case .general:
      break
    case .nearTokens:
      fields.append("Cache-Control", "no-store")
    case .tokens:
      fields.append("Cache-Control", "no-store")
      if status == .unauthorized { fields.append("WWW-Authenticate", "Key") }
    case .validation:
      fields.append("Cache-Control", "no-store")
      if status == .unauthorized { fields.append("WWW-Authenticate", "Bearer") }
    }
    return fields
  }
}

/// The paths of the token routes.
enum TokenPath {
  static let tokens = "/tokens"
  static let validation = "/tokens/validate"
}
