import AuthenticationCore
import HTTPEdge
import Identifiers
import NIOCore

/// Answers `GET /tokens`: a consumer that Kong has authenticated gets a token.
struct TokenHandler: Sendable {
  private static let prefix = Array(#"{"access_token":""#.utf8)
  /// Room for the body of a usual token, so that the array grows once at most.
  private static let usualBodyLength = 896

  private let identification: ConsumerIdentification
  private let store: CredentialStore
  private let minter: TokenMinter
  private let tokenIDs = UUIDGenerator()
  private let problems: ProblemResponses
  private let metrics: TokenMetrics
  private let consumers: ConsumerMetrics
  private let tracing: TokenTracing
  private let rateLimit: ConsumerRateLimit
  private let renewal: RenewalPolicy
  private let suffix: [UInt8]

  init(
    identification: ConsumerIdentification, rateLimit: ConsumerRateLimit, renewal: RenewalPolicy,
    store: CredentialStore, policy: TokenPolicy,
    problems: ProblemResponses,
    metrics: TokenMetrics, consumers: ConsumerMetrics, tracing: TokenTracing
  ) {
    self.identification = identification
    self.rateLimit = rateLimit
    self.renewal = renewal
    self.store = store
    self.problems = problems
    self.metrics = metrics
    self.consumers = consumers
    self.tracing = tracing
    minter = TokenMinter(policy: policy)
    suffix = Array(#"","expires_in":\#(policy.lifetimeSeconds)}"#.utf8)
  }

  /// Answers at once for a consumer whose credentials are at hand, and later for one whose credentials must be fetched.
  func reply(to request: Request) -> Reply {
    do throws(AuthenticationError) {
      let consumer = try identification.consumer(of: request.headers)
      return rateLimit.isOn ? limitedReply(to: consumer, request) : reply(to: consumer, request)
    } catch {
      return .ready(problems.response(error, to: request))
    }
  }

  /// A function of its own, so that the closure, which copies the handler, costs those alone who have a limit.
  @inline(never)
  private func limitedReply(to consumer: Consumer, _ request: Request) -> Reply {
    rateLimit.reply(to: consumer, request) { reply(to: consumer, request) }
  }

  private func reply(to consumer: Consumer, _ request: Request) -> Reply {
    do throws(AuthenticationError) {
      try renewal.check(request.headers)
      let visit = consumers.visit(by: consumer)
      switch renewal.lookup(consumer.id, for: request.headers, in: store) {
      case .cached(let credentials):
        return .ready(visit.ended(with: response(for: consumer, credentials, to: request)))
      case .absent:
        let error = AuthenticationError.consumerNotFound(consumerID: consumer.id)
        return .ready(visit.ended(with: problems.response(error, to: request)))
      case .uncached(let resolve):
        return .pending { visit.ended(with: await response(for: consumer, to: request, once: resolve)) }
      }
    } catch {
      return .ready(problems.response(error, to: request))
    }
  }

  private func response(
    for consumer: Consumer, to request: Request,
    once resolve: @Sendable () async throws(CredentialLookupError) -> ConsumerCredentials
  ) async -> Response {
    do throws(CredentialLookupError) {
      return response(for: consumer, try await resolve(), to: request)
    } catch {
      return problems.response(AuthenticationError(error, consumerID: consumer.id), to: request)
    }
  }

  private func response(
    for consumer: Consumer, _ credentials: ConsumerCredentials, to request: Request
  ) -> Response {
    do throws(AuthenticationError) {
      try check(consumer, credentials, request)
    } catch {
      return problems.response(error, to: request)
    }
    let start = NIODeadline.now()
    var body: [UInt8] = []
    body.reserveCapacity(Self.usualBodyLength)
    body.append(contentsOf: Self.prefix)
    let id = tokenIDs.next()
    minter.mint(for: consumer, with: credentials.signing, at: problems.clock.seconds(), id: id, into: &body)
    body.append(contentsOf: suffix)
    let time = NIODeadline.now() - start
    metrics.recordCreation(time)
    tracing.created(id, for: consumer, in: request.trace, lasting: time)
    return Response(problems.heads.token, body: body)
  }

  /// Refuses whom only his credentials give away.
  private func check(
    _ consumer: Consumer, _ credentials: ConsumerCredentials, _ request: Request
  ) throws(AuthenticationError) {
    try identification.check(credentials)
    if renewal.isRenewal(request.headers, by: consumer.id, with: credentials) { throw .renewalNotAllowed }
  }
}
