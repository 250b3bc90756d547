import AuthenticationCore
import HTTPEdge
import NIOCore

/// Answers `GET /tokens/validate`: whether the bearer token is one of the consumer's, and what it says.
struct ValidationHandler: Sendable {
  private static let authorization: HeaderName = "Authorization"
  private static let scheme = "Bearer "

  private let identification: ConsumerIdentification
  private let rateLimit: ConsumerRateLimit
  private let store: CredentialStore
  private let verifier: TokenVerifier
  private let problems: ProblemResponses
  private let tracing: TokenTracing

  init(
    identification: ConsumerIdentification, rateLimit: ConsumerRateLimit, store: CredentialStore, policy: TokenPolicy,
    problems: ProblemResponses, tracing: TokenTracing
  ) {
    self.identification = identification
    self.rateLimit = rateLimit
    self.store = store
    self.problems = problems
    self.tracing = tracing
    verifier = TokenVerifier(policy: policy)
  }

  /// Checks the token's presence before the consumer headers, as the replaced service does; a consumer who sends none has asked
  /// all the same.
  func reply(to request: Request) -> Reply {
    let token = Result { () throws(AuthenticationError) in try bearerToken(of: request.headers) }
    do throws(AuthenticationError) {
      let consumer = try identification.consumer(of: request.headers)
      return rateLimit.reply(to: consumer, request) { reply(to: consumer, request, about: token) }
    } catch {
      return .ready(problems.response(token.failure ?? error, to: request))
    }
  }

  private func reply(
    to consumer: Consumer, _ request: Request, about token: Result<String, AuthenticationError>
  ) -> Reply {
    switch token {
    case .success(let token): reply(to: consumer, request, about: token)
    case .failure(let error): .ready(problems.response(error, to: request))
    }
  }

  private func reply(to consumer: Consumer, _ request: Request, about token: String) -> Reply {
    switch store.lookup(consumer.id) {
    case .cached(let credentials):
      return .ready(response(to: request, about: token, credentials))
    case .absent:
      return .ready(problems.response(.consumerNotFound(consumerID: consumer.id), to: request))
    case .uncached(let resolve):
      return .pending { await response(to: request, about: token, of: consumer, once: resolve) }
    }
  }

  /// The token behind `Bearer `, spelled exactly so.
  private func bearerToken(of headers: RequestHeaders) throws(AuthenticationError) -> String {
    switch headers.single(Self.authorization) {
    case .once(let value) where value.hasPrefix(Self.scheme):
      let token = String(value.dropFirst(Self.scheme.count))
      if token.isEmpty { throw .emptyToken }
      return token
    case .repeated: throw .repeatedAuthorization
    case .absent, .once, .unreadable: throw .missingAuthorization
    }
  }

  private func response(
    to request: Request, about token: String, of consumer: Consumer,
    once resolve: @Sendable () async throws(CredentialLookupError) -> ConsumerCredentials
  ) async -> Response {
    do throws(CredentialLookupError) {
      return response(to: request, about: token, try await resolve())
    } catch {
      return problems.response(AuthenticationError(error, consumerID: consumer.id), to: request)
    }
  }

  private func response(to request: Request, about token: String, _ credentials: ConsumerCredentials) -> Response {
    do throws(AuthenticationError) {
      try identification.check(credentials)
    } catch {
      return problems.response(error, to: request)
    }
    let start = NIODeadline.now()
    do throws(TokenFault) {
      let verified = try verifier.verify(token, for: credentials, at: problems.clock.seconds())
      tracing.validated(nil, in: request.trace, lasting: NIODeadline.now() - start)
      return Response(problems.heads.validation, body: verified.document.compact)
    } catch {
      tracing.validated(error, in: request.trace, lasting: NIODeadline.now() - start)
      return problems.response(AuthenticationError(error), to: request)
    }
  }
}

extension Result {
  fileprivate var failure: Failure? {
    if case .failure(let error) = self { error } else { nil }
  }
}
