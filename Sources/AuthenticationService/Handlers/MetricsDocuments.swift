import AuthenticationCore
import Telemetry

/// The documents of `GET /metrics`, one for each view.
struct MetricsDocuments: Sendable {
  let registry: MetricRegistry
  let breakers: CircuitBreakers
  let consumers: ConsumerMetrics
  let kong: KongDescription
  let cache: CacheDescription
  let telemetry: TelemetryDescription
  /// What the views for operators show.
  let addresses: AddressVisibility
  let clock: WallClock
  /// When the service was put together.
  let beginning: ContinuousClock.Instant

  /// The document of a view; see ``MetricsView/readsInstruments`` for what it takes.
  func document(_ view: MetricsView) -> JSONOutput {
    let members: [JSONMember] =
      switch view {
      case .operational:
        operation + [
          JSONMember("telemetry", telemetry.metrics), JSONMember("kong", .object(kong.place(.redacted))),
        ]
      case .infrastructure: [infrastructure]
      case .telemetry: [JSONMember("telemetry", telemetry.exportState)]
      case .exports: [exports]
      case .config: [configuration]
      case .full: operation + [infrastructure, exports, configuration]
      }
    return .object([JSONMember("timestamp", .string(clock.timestamp()))] + members)
  }

  private var operation: [JSONMember] {
    var members = [JSONMember("uptime", .integer(Int(beginning.duration(to: .now).components.seconds)))]
    if let heap = ProcessHeap.current { members.append(JSONMember("memory", heap.document)) }
    return members + [
      JSONMember("cache", cache.metrics), JSONMember("circuitBreakers", breakers.document),
      JSONMember("consumers", ["volume": consumers.tally.document]),
    ]
  }

  private var infrastructure: JSONMember {
    JSONMember("infrastructure", ["metrics": ["status": telemetry.status(of: registry.collect().map(\.name))]])
  }

  private var exports: JSONMember { JSONMember("exports", telemetry.exports) }

  private var configuration: JSONMember {
    JSONMember("configuration", ["kong": .object(kong.place(addresses)), "telemetry": telemetry.setup(addresses)])
  }
}
