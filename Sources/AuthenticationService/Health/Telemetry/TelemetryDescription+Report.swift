import AuthenticationCore
import Telemetry

extension TelemetryDescription {
  /// The document of `/health/telemetry`; `status` and `simple` are the same, as they always were.
  var report: JSONOutput {
    let status = status
    return [
      "telemetry": [
        "mode": .string(mode), "status": status, "simple": status, "configuration": .object(brief(.redacted)),
      ],
      "timestamp": .string(clock.timestamp()),
    ]
  }

  /// The document of `/health/metrics`.
  ///
  /// - Parameter instruments: the names of those that have measured something.
  func metricsReport(_ instruments: [String], _ breakers: CircuitBreakers, isEnabled: Bool) -> JSONOutput {
    let states = breakers.all.map(\.breaker.state)
    let telemetry = configuration.telemetry
    return [
      "metrics": [
        "status": status(of: instruments),
        "exports": statistics(of: .metrics).check,
        "configuration": [
          "exportInterval": .integer(telemetry.metricInterval.milliseconds),
          "batchTimeout": .integer(telemetry.metricTimeout.milliseconds), "endpoint": endpoint(of: .metrics),
        ],
      ],
      "circuitBreakers": [
        "enabled": .bool(isEnabled), "totalBreakers": .integer(states.count),
        "states": [
          "closed": .integer(states.count { $0 == .closed }), "open": .integer(states.count { $0 == .open }),
          "halfOpen": .integer(states.count { $0 == .halfOpen }),
        ],
      ],
      "timestamp": .string(clock.timestamp()),
    ]
  }

  private var status: JSONOutput {
    [
      "initialized": .bool(export != nil), "config": whole,
      "exportStats": .object(Signal.allCases.map { JSONMember($0.rawValue, statistics(of: $0).check) }),
      "metricsExportStats": statistics(of: .metrics).document,
      "circuitBreakers": .object(
        Signal.allCases.map { JSONMember($0.rawValue, .string((export?.state(of: $0) ?? .closed).rawValue)) }),
      "records": .object([Signal.traces, .logs].map { JSONMember($0.rawValue, records(of: $0)) }),
      "memoryHealth": MemoryHealth(self).document,
    ]
  }

  /// What has become of the records of a signal.
  private func records(of signal: Signal) -> JSONOutput {
    let counts = export?.counts(of: signal) ?? BatchCounts()
    return [
      "accepted": .integer(counts.accepted), "exported": .integer(counts.exported), "failed": .integer(counts.failed),
      "dropped": .integer(counts.dropped), "waiting": .integer(counts.waiting), "inFlight": .integer(counts.inFlight),
    ]
  }

  /// How telemetry is set up, in the few words that two documents have for it.
  func brief(_ addresses: AddressVisibility) -> [JSONMember] {
    let telemetry = configuration.telemetry
    return [
      JSONMember("serviceName", .string(configuration.service.name)),
      JSONMember("serviceVersion", .string(configuration.service.version)),
      JSONMember("environment", .string(configuration.service.environment.rawValue)),
      JSONMember(
        "endpoints", .object(Signal.allCases.map { JSONMember($0.rawValue, endpoint(of: $0, addresses)) })),
      JSONMember("timeout", .integer(telemetry.export.traces.timeout.milliseconds)),
      JSONMember("batchSize", .integer(telemetry.spans.size)),
      JSONMember("queueSize", .integer(telemetry.spans.queue)),
    ]
  }

  private var whole: JSONOutput {
    let telemetry = configuration.telemetry
    return [
      "serviceName": .string(configuration.service.name), "serviceVersion": .string(configuration.service.version),
      "environment": .string(configuration.service.environment.rawValue), "mode": .string(mode),
      "logLevel": .string(configuration.logging.threshold.rawValue),
      "protocol": .string(telemetry.export.spelling.rawValue),
      "compression": .string(telemetry.export.compression.rawValue),
      "sampler": .string(telemetry.sampling.rawValue),
      "exportTimeout": .integer(telemetry.export.traces.timeout.milliseconds),
      "batchSize": .integer(telemetry.spans.size), "maxQueueSize": .integer(telemetry.spans.queue),
      "circuitBreaker": [
        "failureThreshold": .integer(telemetry.breaker.failureThreshold),
        "recoveryTimeout": .integer(telemetry.breaker.recoveryTimeout.milliseconds),
        "successThreshold": .integer(telemetry.breaker.successThreshold),
      ],
    ]
  }
}

extension Duration {
  /// Whole ones, rounded down.
  var milliseconds: Int { Int(self / .milliseconds(1)) }
}
