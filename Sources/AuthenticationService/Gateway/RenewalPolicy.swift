import AuthenticationCore
import HTTPEdge
import Synchronization

/// Whether a token may be had with a token.
///
/// Kong's jwt plugin puts the key of the credential that has signed a token into `X-Credential-Identifier`, its key-auth plugin the id
/// of an API key. Which of them it is, the consumer's credentials tell.
struct RenewalPolicy: Sendable {
  /// What lasts beyond a reload: which identifiers are known not to be the key of a credential that tokens are signed with.
  final class State: Sendable {
    private let harmless: Mutex<LRUDictionary<Void>>

    /// - Parameter capacity: how many identifiers are remembered; for one that is not, Kong is asked once more.
    init(capacity: Int) {
      harmless = Mutex(LRUDictionary(capacity: capacity))
    }

    fileprivate func isHarmless(_ identifier: String, of consumerID: String) -> Bool {
      harmless.withLock { $0.value(forKey: Self.key(identifier, consumerID)) != nil }
    }

    fileprivate func noteHarmless(_ identifier: String, of consumerID: String) {
      harmless.withLock { _ = $0.insert((), forKey: Self.key(identifier, consumerID)) }
    }

    private static func key(_ identifier: String, _ consumerID: String) -> String { "\(consumerID)\0\(identifier)" }
  }

  private static let credentialIdentifier: HeaderName = "X-Credential-Identifier"

  private let isDenied: Bool
  private let state: State

  init(_ renewal: TokenRenewal, _ state: State) {
    isDenied = renewal == .deny
    self.state = state
  }

  /// Refuses a request that does not say which credential Kong has checked: a client can have the field removed by naming it in
  /// `Connection`, and would hide its token behind that.
  func check(_ headers: RequestHeaders) throws(AuthenticationError) {
    guard isDenied, headers.withSingleValue(of: Self.credentialIdentifier, { $0.isEmpty }) ?? true else { return }
    throw .renewalNotAllowed
  }

  /// Looks up the credentials of the consumer who came with these headers.
  ///
  /// An identifier that comes for the first time may be the key of a credential that is younger than what is remembered of the
  /// consumer, so Kong is asked.
  @inline(__always)
  func lookup(_ consumerID: String, for headers: RequestHeaders, in store: CredentialStore) -> CredentialLookup {
    let lookup = store.lookup(consumerID)
    return isDenied ? knowing(headers[Self.credentialIdentifier] ?? "", lookup, of: consumerID, in: store) : lookup
  }

  /// Whether the consumer, who has these credentials, came with a token and must not.
  func isRenewal(_ headers: RequestHeaders, with credentials: ConsumerCredentials) -> Bool {
    isDenied && headers[Self.credentialIdentifier].map(credentials.owns(key:)) ?? true
  }

  /// A look-up that tells the key of a credential from any other identifier.
  private func knowing(
    _ identifier: String, _ lookup: CredentialLookup, of consumerID: String, in store: CredentialStore
  ) -> CredentialLookup {
    switch lookup {
    case .absent: return lookup
    case .cached(let credentials) where credentials.owns(key: identifier): return lookup
    case .cached, .uncached:
      if state.isHarmless(identifier, of: consumerID) { return lookup }
      return .uncached { [state] () async throws(CredentialLookupError) in
        let latest = try await store.latest(consumerID, because: identifier)
        if latest.isConfirmed, !latest.credentials.owns(key: identifier) {
          state.noteHarmless(identifier, of: consumerID)
        }
        return latest.credentials
      }
    }
  }
}
