import AuthenticationService
import Glibc
import HTTPEdge
import Telemetry

/// Who watches the requests of a workload.
enum Watch {
  case nobody
  /// Metrics, and a look for the trace of a caller: what is always on.
  case metrics
  /// The same, and every span is kept, and dropped by a full queue.
  case spans
  /// As `metrics`, and each request has a line, which is written nowhere.
  case lines

  /// What the service is watched with.
  var telemetry: ServiceTelemetry {
    switch self {
    case .nobody, .metrics, .lines: return ServiceTelemetry()
    case .spans:
      let queue = BatchProcessor<SpanRecord> { _ in .refused }
      return ServiceTelemetry(sampler: .parentBasedAlwaysOn, deliver: queue.entrance)
    }
  }

  /// Where lines go; nil where there are none.
  func log(_ configuration: ServiceConfiguration) -> ServiceLog? {
    guard case .lines = self else { return nil }
    return ServiceLog(configuration, behind: LogLevelSwitch(.info), to: open("/dev/null", O_WRONLY))
  }
}
