import AsyncHTTPClient
import AuthenticationCore
import CoreMetrics
import HTTPClientSupport
import NIOCore
import NIOHTTP1
import Tracing

/// Asks Kong's Admin API: no redirects, no proxy, nothing larger than allowed, and nothing at all while Kong wants rest.
struct AdminTransport: Sendable {
  private let client: HTTPClient
  private let headers: HTTPHeaders
  private let maximumBodyBytes: Int
  private let pause: RateLimitPause
  private let limit: ConcurrencyLimit
  /// Nil repeats nothing.
  private let retries: RetryPolicy?
  private let tracing: CallTracing
  private let retryCount: Counter

  init(
    _ configuration: KongAdminConfiguration, on group: any EventLoopGroup, now: @escaping MonotonicTime,
    retries: RetryPolicy?, tracer: any Tracer, metrics: any MetricsFactory
  ) {
    var headers: HTTPHeaders = [
      "Accept": "application/json",
      "User-Agent": "Authentication-Service/\(configuration.version)",
    ]
    configuration.deployment.authenticate(&headers, with: configuration.token)

    self.client = HTTPClient(eventLoopGroup: group, configuration: HTTPClient.Configuration(configuration))
    self.headers = headers
    self.maximumBodyBytes = configuration.maximumBodyBytes
    self.pause = RateLimitPause(now: now)
    self.limit = ConcurrencyLimit(configuration.maximumConnections)
    self.retries = retries
    retryCount = Counter(label: "kong_retries_total", dimensions: [], factory: metrics)
    tracing = CallTracing(tracer: tracer, server: configuration.deployment.server)
  }

  /// Gets what a URL names; asks a second time when Kong could not be reached, as far as the policy for retries allows.
  ///
  /// To repeat a GET changes nothing (RFC 9110 section 9.2.2).
  func get(_ url: String) async throws(UnavailableCause) -> AdminAnswer {
    var request = HTTPClientRequest(url: url)
    request.headers = headers
    retries?.budget.deposit()
    var attempts = 0
    while true {
      attempts += 1
      let outcome = await attempt(request)
      guard outcome.mayBeRepeated, await retries?.allowsAnother(after: attempts) == true else {
        return try outcome.answer.get()
      }
      retryCount.increment()
    }
  }

  /// One request, and whether another one could do better.
  private func attempt(
    _ request: HTTPClientRequest
  ) async -> (answer: Result<AdminAnswer, UnavailableCause>, mayBeRepeated: Bool) {
    do throws(UnavailableCause) {
      let answer = try await answer(to: request, mayRepeat: true)
      return (.success(answer), answer.saysThatKongWasNotReached)
    } catch {
      return (.failure(error), error.isOfConnecting)
    }
  }

  /// Posts JSON to what a URL names; never twice, because nobody knows whether the first time took effect.
  func post(_ json: String, to url: String) async throws(UnavailableCause) -> AdminAnswer {
    var request = HTTPClientRequest(url: url)
    request.method = .POST
    request.headers = headers
    request.headers.add(name: "Content-Type", value: "application/json")
    request.body = .bytes(ByteBuffer(string: json))
    return try await answer(to: request, mayRepeat: false)
  }

  func shutdown() async throws {
    try await client.shutdown()
  }

  /// An answer that is an error by its status needs no sound body: it is read as far as it goes.
  private func answer(to request: HTTPClientRequest, mayRepeat: Bool) async throws(UnavailableCause) -> AdminAnswer {
    // Looked at before the turn, so that nobody waits for nothing, and after it.
    try pause.check()
    do {
      return try await limit.run {
        try await tracing.span(of: request) { try await exchange($0, mayRepeat: mayRepeat) }
      }
    } catch {
      throw UnavailableCause(network: error)
    }
  }

  /// One exchange, from the request to the last byte of the answer.
  private func exchange(_ request: HTTPClientRequest, mayRepeat: Bool) async throws -> AdminAnswer {
    try pause.check()
    let response = try await send(request, mayRepeat: mayRepeat)
    let status = Int(response.status.code)
    var retryAfter = response.headers.first(name: "Retry-After").flatMap { RetryAfter.seconds(in: $0) }
    if status == 429 { retryAfter = pause.begin(asking: retryAfter) }
    let body =
      200..<300 ~= status
      ? try await response.body.collect(upTo: maximumBodyBytes)
      : (try? await response.body.collect(upTo: maximumBodyBytes)) ?? ByteBuffer()
    return AdminAnswer(status: status, retryAfter: retryAfter, body: body)
  }

  /// Sends a request and waits for the head of the answer; time is limited by the caller, for several requests together.
  ///
  /// Kong may close a connection that is kept alive in the moment in which we use it again. Nothing of an answer has come
  /// then, and the request is sent once more at once, if the budget for retries allows it.
  private func send(_ request: HTTPClientRequest, mayRepeat: Bool) async throws -> HTTPClientResponse {
    do {
      return try await client.execute(request, deadline: .distantFuture)
    } catch
      where mayRepeat && UnavailableCause.isDeadConnection(error) && !Task.isCancelled
      && retries?.budget.withdraw() != false
    {
      retryCount.increment()
      return try await client.execute(request, deadline: .distantFuture)
    }
  }
}

extension AdminAnswer {
  /// Whether a gateway before Kong answers, which has not reached it, and does not say when to come back.
  fileprivate var saysThatKongWasNotReached: Bool {
    retryAfter == nil && (502...504).contains(status)
  }
}
