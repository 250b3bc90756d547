import AuthenticationCore
import HTTPEdge
import Identifiers

/// Answers `GET /tokens`: a consumer that Kong has authenticated gets a token.
struct TokenHandler: Sendable {
  private static let prefix = Array(#"{"access_token":""#.utf8)

  private let identification: ConsumerIdentification
  private let store: CredentialStore
  private let minter: TokenMinter
  private let tokenIDs = UUIDGenerator()
  private let respond: TokenResponses
  private let suffix: [UInt8]

  init(identification: ConsumerIdentification, store: CredentialStore, policy: TokenPolicy, respond: TokenResponses) {
    self.identification = identification
    self.store = store
    self.respond = respond
    minter = TokenMinter(policy: policy)
    suffix = Array(#"","expires_in":\#(policy.lifetimeSeconds)}"#.utf8)
  }

  /// Answers at once for a consumer whose credentials are at hand, and later for one whose credentials must be fetched.
  func reply(to request: Request) -> Reply {
    do throws(AuthenticationError) {
      let consumer = try identification.consumer(of: request.headers)
      switch store.lookup(consumer.id) {
      case .cached(let credentials):
        return .ready(token(for: consumer, credentials, request))
      case .absent:
        throw .consumerNotFound(consumerID: consumer.id)
      case .uncached(let resolve):
        return .pending { await response(for: consumer, request, resolve) }
      }
    } catch {
      return .ready(respond.problem(error, to: request))
    }
  }

  private func response(
    for consumer: Consumer, _ request: Request, _ resolve: CredentialLookup.Resolution
  ) async -> Response {
    do throws(CredentialLookupError) {
      return token(for: consumer, try await resolve(), request)
    } catch {
      return respond.problem(AuthenticationError(error, consumerID: consumer.id), to: request)
    }
  }

  private func token(for consumer: Consumer, _ credentials: ConsumerCredentials, _ request: Request) -> Response {
    var body: [UInt8] = []
    body.reserveCapacity(1024)
    body.append(contentsOf: Self.prefix)
    minter.mint(
      for: consumer, with: credentials.signing, at: respond.secondsSince1970(), id: tokenIDs.next(), into: &body)
    body.append(contentsOf: suffix)
    return Response(respond.heads.token, body: body)
  }
}
