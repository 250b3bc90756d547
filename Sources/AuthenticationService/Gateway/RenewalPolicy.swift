import AuthenticationCore
import HTTPEdge

/// Whether a token may be had with a token.
///
/// Kong's jwt plugin puts the key of the credential that has signed a token into `X-Credential-Identifier`, its key-auth plugin the id
/// of an API key.
struct RenewalPolicy: Sendable {
  private static let credentialIdentifier: HeaderName = "X-Credential-Identifier"

  private let isDenied: Bool

  init(_ renewal: TokenRenewal) {
    isDenied = renewal == .deny
  }

  /// Refuses a request that does not say which credential Kong has checked: a client can have the field removed by naming it in
  /// `Connection`, and would hide its token behind that.
  func check(_ headers: RequestHeaders) throws(AuthenticationError) {
    guard isDenied, headers.withSingleValue(of: Self.credentialIdentifier, { $0.isEmpty }) ?? true else { return }
    throw .renewalNotAllowed
  }

  /// Whether the consumer, who has these credentials, came with a token and must not.
  func isRenewal(_ headers: RequestHeaders, with credentials: ConsumerCredentials) -> Bool {
    isDenied && headers[Self.credentialIdentifier].map(credentials.owns(key:)) ?? true
  }
}
