import AuthenticationCore
import KongClient

/// What a look-up came to, in a form that can be compared and read.
enum Conclusion: Sendable, Equatable {
  /// Tokens are signed with this credential; all of them can be verified, newest first.
  case signs(String, all: [String])
  case fails(CredentialLookupError)

  static func signs(_ key: String) -> Self { .signs(key, all: [key]) }
  static var notFound: Self { .fails(.notFound) }
  static func status(_ code: Int, retryAfter: Int? = nil) -> Self {
    .fails(.unavailable(.status(code, retryAfter: retryAfter)))
  }
  static func invalid(_ way: String) -> Self { .fails(.unavailable(.invalidAnswer(way))) }
  static func connection(_ what: String) -> Self { .fails(.unavailable(.connection(what))) }

  /// The same, when it is the making of a credential that failed.
  var ofCreation: Self {
    guard case .fails(.unavailable(let cause)) = self else { return self }
    return .fails(.creationFailed(cause))
  }
}

extension KongAdminClient {
  /// Looks a consumer up, whatever may come of it.
  func conclude(_ id: String = aliceID) async -> Conclusion {
    do throws(CredentialLookupError) {
      let credentials = try await credentials(ofConsumer: id)
      return .signs(credentials.signing.key, all: credentials.all.map(\.key))
    } catch {
      return .fails(error)
    }
  }
}
