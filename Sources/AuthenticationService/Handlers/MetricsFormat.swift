import HTTPEdge
import Telemetry

/// In which form `/metrics` answers: JSON for people and dashboards that know it, text for scrapers that ask for it.
enum MetricsFormat: Sendable, Equatable {
  case json
  case text(PrometheusText.Format)

  /// What a request asks for by `?format=prometheus`, `?format=openmetrics`, or `Accept`; nil for a format that there is none of.
  init?(_ request: Request) {
    switch request.queryItem("format") {
    case nil, "": self = MetricsFormat(AcceptedTypes(request.headers))
    case "json": self = .json
    case "prometheus": self = .text(.prometheus)
    case "openmetrics": self = .text(.openMetrics)
    default: return nil
    }
  }

  /// The form of text that is preferred, if one is named; who takes anything gets JSON.
  init(_ accepted: AcceptedTypes) {
    self = accepted.best(
      of: [
        (["application/json"], .json), (["application/openmetrics-text"], .text(.openMetrics)),
        (["text/plain"], .text(.prometheus)),
      ], else: .json)
  }
}
