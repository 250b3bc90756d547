import HTTPClientSupport
import NIOCore
import NIOHTTP1

/// Brings requests of one signal to their receiver, and tries again where that may help.
struct OTLPDelivery: Sendable {
  let foreignText: ForeignText
  private let endpoint: OTLPConfiguration.Endpoint
  private let headers: HTTPHeaders
  private let compression: OTLPConfiguration.Compression
  private let policy: OTLPRetryPolicy
  private let transport: OTLPTransport
  private let clock: Timekeeper
  private let moment: Moment

  init(
    of signal: Signal, _ configuration: OTLPConfiguration, version: String, through transport: OTLPTransport,
    clock: Timekeeper, moment: Moment
  ) {
    endpoint = configuration[signal]
    foreignText = ForeignText(headers: endpoint.headers)
    headers = HTTPHeaders(otlp: configuration, to: endpoint, version: version)
    compression = configuration.compression
    policy = configuration.retries
    self.transport = transport
    self.clock = clock
    self.moment = moment
  }

  /// What one request came to.
  private enum Attempt {
    case delivered(ReceiverAnswer)
    case failed(ExportFailure)
    /// May be repeated; after a while, if the receiver has said so.
    case postponed(ExportFailure, Duration?)
  }

  /// Sends a request until it is answered, as often as the policy and as long as the endpoint allows.
  ///
  /// - Returns: An answer that is a success.
  func deliver(_ bytes: [UInt8]) async throws(ExportFailure) -> ReceiverAnswer {
    guard let body = body(bytes) else { throw .invalidRequest("no memory to compress it") }
    let end = clock.now() + endpoint.budget
    var attempts = 0
    while true {
      attempts += 1
      switch await attempt(body, within: min(endpoint.timeout, end - clock.now())) {
      case .delivered(let answer): return answer
      case .failed(let failure): throw failure
      case .postponed(let failure, let asked):
        let delay = policy.delay(after: attempts, asked: asked, chance: moment.chance())
        // To come back before the receiver wants it would be no help to anybody.
        guard attempts < policy.maximumAttempts, clock.now() + delay < end else { throw failure }
        do { try await clock.sleep(delay) } catch { throw failure }
      }
    }
  }

  private func body(_ bytes: [UInt8]) -> ByteBuffer? {
    switch compression {
    case .none: ByteBuffer(bytes: bytes)
    case .gzip: Gzip.compress(bytes)
    }
  }

  private func attempt(_ body: ByteBuffer, within limit: Duration) async -> Attempt {
    let answer: ReceiverAnswer
    do throws(ExportFailure) {
      answer = try await transport.post(body, to: endpoint.url, headers, within: limit)
    } catch {
      return error.mayPass ? .postponed(error, nil) : .failed(error)
    }
    if answer.isSuccess { return .delivered(answer) }
    let failure = ExportFailure.status(answer.status, message: foreignText.shown(answer.message))
    guard answer.mayBeRepeated else { return .failed(failure) }
    let now = moment.now() / 1000
    return .postponed(failure, answer.retryAfter.flatMap { RetryAfter.seconds(in: $0, now: now) }.map { .seconds($0) })
  }
}

extension ExportFailure {
  /// Whether it is of the network, and may be over soon.
  fileprivate var mayPass: Bool {
    switch self {
    case .timeout, .connection: true
    case .invalidRequest, .status, .partialSuccess, .unreadableAnswer, .cancelled: false
    }
  }
}
