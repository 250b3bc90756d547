import AuthenticationCore
import HTTPEdge
import Logging
import NIOCore
import NIOPosix
import Telemetry
import TestSupport

@testable import AuthenticationService
@testable import KongClient

/// The whole responder of the service without sockets: scripted credentials behind it, fixed times around it.
struct TestService {
  /// The time of day, `2025-01-15T12:00:00.000Z`, in seconds since 1970.
  static let now: Int64 = 1_736_942_400
  /// The id of every request.
  static let requestID = "req-1"

  let source: ScriptedSource
  let time = TestTime()
  /// The lines of the log: level, message, metadata.
  let log = Recorder<String>()
  /// The spans that have ended.
  let spans = Recorder<SpanRecord>()
  let components: ServiceComponents

  /// Puts a service together.
  ///
  /// - Parameters:
  ///   - changes: to the variables of the least environment.
  ///   - source: where credentials come from.
  ///   - kong: what a check of Kong finds.
  ///   - telemetry: what it is watched with in place of what keeps the spans.
  init(
    _ changes: [String: String?] = [:], source: ScriptedSource = .demo, kong: Kong = .healthy,
    telemetry: ServiceTelemetry? = nil
  ) throws {
    self.source = source
    let configuration = try ServiceConfiguration.load(changes)
    let logger = Logger(label: "test") { [log] _ in RecordingLogHandler(log) }
    let clock = WallClock { Self.now * 1000 }
    let telemetry = telemetry ?? ServiceTelemetry(sampler: .parentBasedAlwaysOn) { [spans] in spans.append($0) }
    // Where one is asked for it is put together and does not run: there is no connection to it.
    let shared = try SharedCache(
      configuration, on: MultiThreadedEventLoopGroup.singleton, telemetry: telemetry, clock: clock,
      now: { [time] in time.now },
      logger: logger)
    components = ServiceComponents(
      configuration, source: source, shared: shared, checkKong: { kong.finding },
      breakers: CircuitBreakers(
        configuration.circuitBreaker, now: { [time] in time.now }, metrics: telemetry.metrics,
        logger: logger),
      telemetry: telemetry, clock: clock, now: { [time] in time.now }, logger: logger)
  }

  /// Asks as a client behind Kong would, and waits for the answer.
  func ask(
    _ method: HTTPMethod, _ path: String, _ headers: [(name: String, value: String)] = []
  ) async -> Answer {
    await Answer(reply(method, path, RequestHeaders(headers)))
  }

  /// Asks with GET.
  func ask(_ path: String, _ headers: [(name: String, value: String)] = []) async -> Answer {
    await ask(.get, path, headers)
  }

  /// Asks from an address.
  func ask(
    _ path: String, _ headers: [(name: String, value: String)] = [], from peer: String?, isVerified: Bool = false
  ) async throws -> Answer {
    var request = Self.request(.get, path, RequestHeaders(headers))
    request.peer = try peer.map { try SocketAddress(ipAddress: $0, port: 40_000) }
    request.peerCertificate = isVerified ? .verified : .none
    return await Answer(components.responder.respond(to: request))
  }

  /// Asks on the port of the management surface.
  func manage(
    _ method: HTTPMethod, _ path: String, _ headers: [(name: String, value: String)] = []
  ) async -> Answer {
    await Answer(
      components.managementSlot.responder.respond(to: Self.request(method, path, RequestHeaders(headers))))
  }

  /// The reply itself, to tell a ready one from a pending one.
  func reply(_ method: HTTPMethod, _ path: String, _ headers: RequestHeaders) -> Reply {
    components.responder.respond(to: Self.request(method, path, headers))
  }

  /// What the server is told to answer when no request is known.
  func answer(to fault: HTTPFault) -> Answer {
    Answer(components.responder.response(to: fault, id: .adopted(Self.requestID)))
  }

  /// What the server is told to answer when the head of the request is known.
  func answer(
    to fault: HTTPFault, of method: HTTPMethod, _ path: String, _ headers: [(name: String, value: String)] = []
  ) -> Answer {
    Answer(components.responder.response(to: fault, of: Self.request(method, path, RequestHeaders(headers))))
  }

  /// A request for a target, which is a path with or without a query.
  static func request(_ method: HTTPMethod, _ target: String, _ headers: RequestHeaders) -> Request {
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    return Request(
      method: method, path: parts[0], query: parts.count > 1 ? parts[1] : nil, headers: headers,
      id: .adopted(requestID))
  }
}

extension TestService {
  /// What a check of Kong can find.
  enum Kong: Sendable, CaseIterable {
    case healthy, unreachable

    var finding: KongHealth {
      switch self {
      case .healthy: KongHealth(isHealthy: true, status: 200, cause: nil, duration: .milliseconds(3))
      case .unreachable:
        KongHealth(isHealthy: false, status: nil, cause: "connection failed: refused", duration: .milliseconds(12))
      }
    }
  }
}
