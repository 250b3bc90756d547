import Telemetry

/// Whether memory runs short, and whether telemetry piles up in it, by the thresholds of the replaced service.
struct MemoryHealth {
  enum Pressure: String {
    case normal, elevated, high, critical
  }

  private let heap = ProcessHeap.current ?? ProcessHeap(used: 0, total: 0)
  private let telemetry: TelemetryDescription
  /// In percent of the limit that an operator has set, with hundredths.
  private let usage: Double
  private let failures: Int
  /// In percent, the worst of all signals.
  private let failureRate: Int

  init(_ telemetry: TelemetryDescription) {
    self.telemetry = telemetry
    usage = Double(heap.used) / Double(telemetry.configuration.telemetry.memoryLimit) * 100
    let all = Signal.allCases.map(telemetry.statistics)
    failures = all.reduce(0) { $0 + $1.failures }
    failureRate = all.map(\.failureRate).max() ?? 0
  }

  var pressure: Pressure {
    Self.pressure(usage: usage, failures: failures, failureRate: failureRate)
  }

  /// - Parameters:
  ///   - usage: memory in use, in percent of the limit.
  ///   - failureRate: exports that failed, in percent.
  static func pressure(usage: Double, failures: Int, failureRate: Int) -> Pressure {
    switch usage {
    case 85...: .critical
    case 75...: .high
    case 60...: failureRate >= 25 ? .high : .elevated
    default: failures > 50 && failureRate >= 25 ? .elevated : .normal
    }
  }

  var document: JSONOutput {
    let backlog = Signal.allCases.map { signal in
      JSONMember(signal.rawValue, .integer(telemetry.export?.counts(of: signal).waiting ?? 0))
    }
    let rates = Signal.allCases.map { signal in
      JSONMember(signal.rawValue, .integer(telemetry.statistics(of: signal).failureRate))
    }
    return [
      "pressure": .string(pressure.rawValue), "heapUsedMB": .integer(heap.used >> 20),
      "heapTotalMB": .integer(heap.total >> 20), "heapUsagePercent": .hundredths(Int(usage * 100)),
      "exportBacklog": .object(backlog), "exportFailureRate": .object(rates),
      "recommendations": .array(recommendations.map(JSONOutput.string)),
      "timestamp": .integer(Int(telemetry.clock.milliseconds())),
    ]
  }

  private var recommendations: [String] {
    var all: [String] = []
    if usage >= 60 { all.append("Memory in use is near MEMORY_GUARDIAN_HEAP_LIMIT_MB") }
    if failureRate >= 25 { all.append("Exports fail: check the collector and OTEL_EXPORTER_OTLP_ENDPOINT") }
    return all
  }
}

extension ExportStatistics {
  /// In percent, of those that have ended; 0 when none has.
  fileprivate var failureRate: Int { successes + failures == 0 ? 0 : 100 - successRate }
}
