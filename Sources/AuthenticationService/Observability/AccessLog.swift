import Events
import HTTPEdge
import Logging
import NIOCore
import Telemetry

/// Writes a line about each exchange, `http.request.completed`, straight into the buffer of the log.
///
/// It says what was asked and answered, and never who asked: no header of the request is in it, no query, and no method but those of HTTP.
final class AccessLog: ExchangeObserver {
  private static let event = EventName.requestCompleted.rawValue
  private static let requestID: LogKey = "request_id"
  private static let method: LogKey = "method"
  private static let path: LogKey = "path"
  private static let statusCode: LogKey = "status_code"
  private static let milliseconds: LogKey = "duration_ms"
  private static let nanoseconds: LogKey = "event.duration"
  private static let bodyBytes: LogKey = "http.response.body.bytes"

  private let policy: AccessLogPolicy
  private let sink: LogSink
  private let level: LogLevelSwitch
  /// Those whose paths are shown as they are.
  private let routes: RouteIndex<Bool>
  private let clock: WallClock
  private let random: @Sendable () -> Double

  /// - Parameters:
  ///   - routes: those that there are.
  ///   - random: draws evenly from 0 ..< 1.
  init(
    _ policy: AccessLogPolicy, to sink: LogSink, behind level: LogLevelSwitch, routes: RouteIndex<Bool>,
    clock: WallClock, random: @escaping @Sendable () -> Double = { .random(in: 0..<1) }
  ) {
    self.policy = policy
    self.sink = sink
    self.routes = routes
    self.level = level
    self.clock = clock
    self.random = random
  }

  func began(_ request: inout Request) {}

  func ended(_ request: Request, _ outcome: ExchangeOutcome) {
    write(request, outcome)
  }

  func refused(_ request: inout Request?, _ outcome: ExchangeOutcome) {
    write(request, outcome)
  }

  private func write(_ request: Request?, _ outcome: ExchangeOutcome) {
    let severity = (outcome.status ?? 500) >= 500 ? LogRecord.Severity.error : .info
    guard level.allows(severity == .error ? .error : .info), isWanted(outcome.status) else { return }
    sink.emit(line(request, outcome, severity))
  }

  private func isWanted(_ status: Int?) -> Bool {
    switch policy {
    case .all: true
    case .off: false
    case .errors: (status ?? 500) >= 400
    case .sampled(let share): (status ?? 500) >= 400 || random() < share
    }
  }

  private func line(_ request: Request?, _ outcome: ExchangeOutcome, _ severity: LogRecord.Severity) -> LogLine {
    let nanoseconds = outcome.duration.nanoseconds
    var fields: [(key: LogKey, value: LogLine.Value)] = []
    fields.reserveCapacity(7)
    if let request {
      fields.append((Self.requestID, .string(request.id.description)))
      fields.append((Self.method, .string(MethodLabel(request.method).text)))
      fields.append((Self.path, .string(shown(request.path))))
    }
    // A client that has left was told nothing.
    if let status = outcome.status { fields.append((Self.statusCode, .integer(status))) }
    fields.append((Self.milliseconds, .thousandths(Int(nanoseconds / 1000))))
    fields.append((Self.nanoseconds, .integer(Int(nanoseconds))))
    fields.append((Self.bodyBytes, .integer(outcome.bodyBytes)))
    return LogLine(
      time: clock.milliseconds(), severity: severity, message: "HTTP request completed", eventName: Self.event,
      fields: fields, trace: request?.trace)
  }

  private func shown(_ path: String) -> String {
    routes[path] == nil ? PathRedaction.shown(path) : path
  }
}

/// Several who want to know of exchanges.
struct ExchangeObservers: ExchangeObserver {
  let all: [any ExchangeObserver]

  func began(_ request: inout Request) {
    for observer in all { observer.began(&request) }
  }

  func ended(_ request: Request, _ outcome: ExchangeOutcome) {
    for observer in all { observer.ended(request, outcome) }
  }

  func refused(_ request: inout Request?, _ outcome: ExchangeOutcome) {
    for observer in all { observer.refused(&request, outcome) }
  }
}
