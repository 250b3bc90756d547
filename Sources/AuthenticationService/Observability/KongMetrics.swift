import AuthenticationCore
import KongClient
import Telemetry

/// The instruments of Kong's Admin API.
struct KongMetrics: Sendable {
  enum Operation: String, Sendable {
    case getConsumer = "get_consumer"
    case healthCheck = "health_check"
  }

  /// What came of an operation.
  enum Result: String, Sendable {
    case success
    case notFound = "not_found"
    case timeout
    case failure
    /// Nobody wanted the answer any more.
    case cancelled
  }

  private let registry: MetricRegistry

  init(_ registry: MetricRegistry) {
    self.registry = registry
    registry.derive(ServiceMetrics.kongDurationMilliseconds, from: ServiceMetrics.kongDuration) {
      $0.rescaled(by: 1000)
    }
    registry.derive(ServiceMetrics.kongOperations, from: ServiceMetrics.kongDuration) { $0.counted { $0 } }
  }

  /// Counts an operation; to find its series takes a lock, which is nothing beside a call to Kong.
  func record(_ operation: Operation, _ result: Result, since start: ContinuousClock.Instant) {
    let attributes = [
      Attribute("operation", .string(operation.rawValue)), Attribute("result", .string(result.rawValue)),
    ]
    registry.histogram(ServiceMetrics.kongDuration, attributes).record(start.duration(to: .now) / .seconds(1))
  }

  /// Times a check of Kong's health.
  func check(_ check: @Sendable () async -> KongHealth) async -> KongHealth {
    let start = ContinuousClock.now
    let health = await check()
    record(.healthCheck, health.isHealthy ? .success : .failure, since: start)
    return health
  }
}

extension KongMetrics.Result {
  init(_ error: CredentialLookupError) {
    self =
      switch error {
      case .notFound: .notFound
      case .unavailable(.timeout), .creationFailed(.timeout): .timeout
      case .cancelled: .cancelled
      case .unavailable, .creationFailed, .wrongConsumer, .circuitOpen, .overloaded: .failure
      }
  }
}
