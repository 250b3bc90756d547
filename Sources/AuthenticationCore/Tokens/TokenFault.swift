/// Why a token is not believed.
package enum TokenFault: Error, Sendable, Equatable {
  /// It was one of the consumer's, until this second since 1970.
  case expired(at: Double)
  /// It is not one of the consumer's, or not one that anybody should accept; in words that clients may match on.
  case invalid(reason: String)

  package static let format = TokenFault.invalid(reason: "Invalid token format: expected 3 parts")
  package static let signature = TokenFault.invalid(reason: "Invalid signature")
  package static let encoding = TokenFault.invalid(reason: "Invalid payload encoding")
  package static let json = TokenFault.invalid(reason: "Invalid payload JSON")
  package static let notYetValid = TokenFault.invalid(reason: "Token is not yet valid")

  /// One of the checks that the replaced service did not make.
  package static func failed(_ what: String) -> TokenFault {
    .invalid(reason: "Token validation failed: \(what)")
  }
}
