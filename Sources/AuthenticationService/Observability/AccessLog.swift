import Events
import HTTPEdge
import Logging
import NIOCore
import Telemetry

/// Writes a line about each exchange, `http.request.completed`, straight into the buffer of the log.
///
/// It says what was asked and answered, and never who asked: no header of the request is in it, and no query.
struct AccessLog: ExchangeObserver {
  private static let event = EventName.requestCompleted.rawValue

  private let policy: AccessLogPolicy
  private let writer: LogWriter
  private let format: LogFormat
  private let level: LogLevelSwitch
  private let clock: WallClock
  private let random: @Sendable () -> Double

  /// - Parameter random: draws evenly from 0 ..< 1.
  init(
    _ policy: AccessLogPolicy, to writer: LogWriter, as format: LogFormat, behind level: LogLevelSwitch,
    clock: WallClock, random: @escaping @Sendable () -> Double = { .random(in: 0..<1) }
  ) {
    self.policy = policy
    self.writer = writer
    self.format = format
    self.level = level
    self.clock = clock
    self.random = random
  }

  func began(_ request: Request) {}

  func ended(_ exchange: EndedExchange) {
    let isFailure = (exchange.status?.code ?? 500) >= 500
    guard level.allows(isFailure ? .error : .info), isWanted(exchange.status?.code) else { return }
    let line = line(exchange, isFailure ? .error : .info)
    writer.write { format.append(line, to: &$0) }
  }

  private func isWanted(_ status: Int?) -> Bool {
    switch policy {
    case .all: true
    case .off: false
    case .errors: (status ?? 500) >= 400
    case .sampled(let share): (status ?? 500) >= 400 || random() < share
    }
  }

  private func line(_ exchange: EndedExchange, _ severity: LogRecord.Severity) -> LogLine {
    let nanoseconds = exchange.duration.nanoseconds
    var fields: [(name: String, value: LogLine.Value)] = []
    fields.reserveCapacity(7)
    if let request = exchange.request {
      fields.append(("request_id", .string("\(request.id)")))
      fields.append(("method", .string(request.method.name)))
      fields.append(("path", .string(request.path)))
    }
    // A client that has left was told nothing.
    if let status = exchange.status { fields.append(("status_code", .integer(status.code))) }
    fields.append(("duration_ms", .decimal(Double(nanoseconds / 1000) / 1000)))
    fields.append(("event.duration", .integer(Int(nanoseconds))))
    fields.append(("http.response.body.bytes", .integer(exchange.bodyBytes)))
    return LogLine(
      time: clock.milliseconds(), severity: severity, message: "HTTP request completed", eventName: Self.event,
      fields: fields)
  }
}

/// Several who want to know of exchanges.
struct ExchangeObservers: ExchangeObserver {
  let all: [any ExchangeObserver]

  func began(_ request: Request) {
    for observer in all { observer.began(request) }
  }

  func ended(_ exchange: EndedExchange) {
    for observer in all { observer.ended(exchange) }
  }
}
