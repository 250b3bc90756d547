import AuthenticationCore
import Telemetry

/// What documents say about telemetry: where it goes, and whether it gets there, as far as exports have told.
struct TelemetryDescription: Sendable {
  let configuration: ServiceConfiguration
  /// Nil where nothing goes anywhere.
  let export: TelemetryExport?
  let clock: WallClock

  /// Whether everything that goes somewhere gets there; what goes nowhere does no harm.
  var isHealthy: Bool { Signal.allCases.allSatisfy(isHealthy) }

  /// The entry of `/health`.
  var dependency: JSONOutput {
    .object(Signal.allCases.map { JSONMember($0.rawValue, check(of: $0)) })
  }

  /// How the exports of a signal have gone; that of metrics stands for all in the documents of the replaced service.
  func statistics(of signal: Signal) -> ExportStatistics { export?.statistics(of: signal) ?? ExportStatistics() }

  func destination(of signal: Signal) -> HTTPEndpoint? { configuration.telemetry.destination(of: signal) }

  var mode: String { configuration.telemetry.effectiveMode.rawValue }

  /// The collector's address is not for everyone who can reach the public port.
  func endpoint(of signal: Signal, _ addresses: AddressVisibility = .redacted) -> JSONOutput {
    destination(of: signal).map(addresses.text) ?? "not configured"
  }

  /// Whether the records of a signal get where they should.
  func isHealthy(_ signal: Signal) -> Bool {
    guard let export, destination(of: signal) != nil else { return true }
    return export.state(of: signal) == .closed && export.statistics(of: signal).isWell
  }

  private func check(of signal: Signal) -> JSONOutput {
    let statistics = statistics(of: signal)
    let isHealthy = isHealthy(signal)
    var members = [
      JSONMember("status", isHealthy ? "healthy" : "unhealthy"), JSONMember("endpoint", endpoint(of: signal)),
      JSONMember("responseTime", .string(DurationText.format(statistics.lastDuration ?? .zero))),
      JSONMember("exports", statistics.check),
    ]
    if let state = export?.state(of: signal), destination(of: signal) != nil {
      members.append(JSONMember("circuitBreakerState", .string(state.rawValue)))
    }
    if !isHealthy, let error = statistics.errors.last { members.append(JSONMember("error", .string(error))) }
    return .object(members)
  }
}

extension ExportStatistics {
  /// Whether the latest export that has ended was a success, or none has.
  fileprivate var isWell: Bool { (lastFailure ?? .min) <= (lastSuccess ?? .min) || lastFailure == nil }

  /// In percent, of those that have ended; 0 when none has.
  var successRate: Int {
    let ended = successes + failures
    return ended == 0 ? 0 : (successes * 200 + ended) / (ended * 2)
  }

  /// As `/health` has it.
  var check: JSONOutput {
    [
      "successRate": .string("\(successRate)%"), "total": .integer(successes + failures),
      "failures": .integer(failures), "lastExportTime": .time(lastExport), "lastFailureTime": .time(lastFailure),
      "recentErrors": .array(errors.map(JSONOutput.string)),
    ]
  }

  /// As `/metrics` has it.
  var document: JSONOutput {
    [
      "totalExports": .integer(successes + failures), "successCount": .integer(successes),
      "failureCount": .integer(failures), "successRate": .integer(successRate), "lastExportTime": .time(lastExport),
      "lastSuccessTime": .time(lastSuccess), "lastFailureTime": .time(lastFailure),
      "recentErrors": .array(errors.map(JSONOutput.string)),
    ]
  }
}

extension JSONOutput {
  /// Milliseconds since 1970 as text; null for never.
  fileprivate static func time(_ milliseconds: Int64?) -> JSONOutput {
    milliseconds.map { .string(WallClock.timestamp(of: $0)) } ?? .null
  }
}
