import AuthenticationCore
import HTTPEdge
import Synchronization

/// Whether a token may be had with a token.
///
/// Kong's jwt plugin puts the key of the credential that has signed a token into `X-Credential-Identifier`, its key-auth plugin the id
/// of an API key. Which of them it is, the consumer's credentials tell.
struct RenewalPolicy: Sendable {
  /// What lasts beyond a reload: of which identifiers it is known whether a JWT credential is called so.
  final class State: Sendable {
    private let known: Mutex<LRUDictionary<Bool>>

    /// - Parameter capacity: how many identifiers are remembered; for one that is not, Kong is asked once more.
    init(capacity: Int) {
      known = Mutex(LRUDictionary(capacity: capacity))
    }

    fileprivate func isKey(_ identifier: String, of consumerID: String) -> Bool? {
      known.withLock { $0.value(forKey: Self.name(identifier, consumerID)) }
    }

    fileprivate func note(_ identifier: String, of consumerID: String, isKey: Bool) {
      known.withLock { _ = $0.insert(isKey, forKey: Self.name(identifier, consumerID)) }
    }

    /// Of one length, however long the identifier: a hash whose seed nobody knows, so that nobody makes two of them meet.
    private static func name(_ identifier: String, _ consumerID: String) -> String {
      var hasher = Hasher()
      hasher.combine(consumerID)
      for byte in identifier.utf8 { hasher.combine(byte) }
      return String(UInt(bitPattern: hasher.finalize()), radix: 36)
    }
  }

  private static let credentialIdentifier: HeaderName = "X-Credential-Identifier"

  private let isDenied: Bool
  private let maximumLength: Int
  private let state: State

  /// - Parameter maximumLength: bytes of an identifier, at most.
  init(_ renewal: TokenRenewal, maximumLength: Int, _ state: State) {
    isDenied = renewal == .deny
    self.maximumLength = maximumLength
    self.state = state
  }

  /// Refuses a request that does not say which credential Kong has checked: a client can have the field removed by naming it in
  /// `Connection`, and would hide its token behind that.
  func check(_ headers: RequestHeaders) throws(AuthenticationError) {
    guard isDenied else { return }
    let length = headers.withSingleValue(of: Self.credentialIdentifier, \.count) ?? 0
    if length == 0 { throw .renewalNotAllowed }
    if length > maximumLength { throw .headerTooLong }
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
  ///
  /// With the token of a credential that is gone, too: gateways may take it for some seconds more.
  func isRenewal(_ headers: RequestHeaders, by consumerID: String, with credentials: ConsumerCredentials) -> Bool {
    guard isDenied else { return false }
    guard let identifier = headers[Self.credentialIdentifier] else { return true }
    guard credentials.owns(key: identifier) else { return state.isKey(identifier, of: consumerID) == true }
    state.note(identifier, of: consumerID, isKey: true)
    return true
  }

  /// A look-up that tells the key of a credential from any other identifier.
  private func knowing(
    _ identifier: String, _ lookup: CredentialLookup, of consumerID: String, in store: CredentialStore
  ) -> CredentialLookup {
    switch lookup {
    case .absent: return lookup
    case .cached(let credentials) where credentials.owns(key: identifier): return lookup
    case .cached, .uncached:
      if state.isKey(identifier, of: consumerID) != nil { return lookup }
      return .uncached { [state] () async throws(CredentialLookupError) in
        let latest = try await store.latest(consumerID, because: identifier)
        if latest.isConfirmed {
          state.note(identifier, of: consumerID, isKey: latest.credentials.owns(key: identifier))
        }
        return latest.credentials
      }
    }
  }
}
