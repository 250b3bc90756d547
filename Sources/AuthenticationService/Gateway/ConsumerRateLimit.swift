import AuthenticationCore
import HTTPEdge
import Telemetry

/// Lets a consumer ask so often and no more, and tells him where he stands
/// (draft-ietf-httpapi-ratelimit-headers-10: `RateLimit-Policy`, `RateLimit`).
struct ConsumerRateLimit: Sendable {
  /// What lasts beyond a reload: who has asked how often.
  final class State: Sendable {
    let perMinute: Int
    private let limiter: ConsumerRateLimiter
    private let now: @Sendable () -> ContinuousClock.Instant
    private let refusals: CounterSeries

    /// Nil where consumers may ask as often as they like.
    init?(
      _ configuration: ServiceConfiguration.RateLimit, _ registry: MetricRegistry,
      now: @escaping @Sendable () -> ContinuousClock.Instant
    ) {
      // Declared in any case, so that dashboards find it.
      refusals = registry.counter(ServiceMetrics.rateLimitRefusals, [])
      guard let perMinute = configuration.perConsumer else { return nil }
      self.perMinute = perMinute
      self.now = now
      limiter = ConsumerRateLimiter(perMinute: perMinute, since: now())
    }

    func admit(_ consumer: Consumer) -> RateLimitStanding {
      let standing = limiter.admit(consumer.id, at: now())
      if !standing.isAdmitted { refusals.increment() }
      return standing
    }
  }

  private let state: State?
  private let problems: ProblemResponses
  private let policy: HeaderBlock

  init(_ state: State?, problems: ProblemResponses) {
    self.state = state
    self.problems = problems
    policy = HeaderBlock(state.map { [("RateLimit-Policy", "\"default\";q=\($0.perMinute);w=60")] } ?? [])
  }

  /// Whether operators have set a limit.
  var isOn: Bool { state != nil }

  /// The reply to a consumer, or a refusal, both with where he stands.
  func reply(to consumer: Consumer, _ request: Request, _ reply: () -> Reply) -> Reply {
    guard let state else { return reply() }
    let standing = state.admit(consumer)
    var fields = policy
    fields.append("RateLimit", "\"default\";r=\(standing.remaining);t=\(standing.secondsUntilFull)")
    guard standing.isAdmitted else {
      let error = AuthenticationError.rateLimitExceeded(retryAfter: standing.retryAfter)
      return .ready(problems.response(error, to: request).adding(fields))
    }
    switch reply() {
    case .ready(let response): return .ready(response.adding(fields))
    case .pending(let work): return .pending { [fields] in await work().adding(fields) }
    case .stream(let stream): return .stream(stream)
    }
  }
}

extension Response {
  fileprivate consuming func adding(_ fields: HeaderBlock) -> Response {
    self.fields.append(fields)
    return self
  }
}
