import HTTPEdge
import Telemetry

/// In which form `/metrics` answers: JSON for people and dashboards that know it, text for scrapers that ask for it.
enum MetricsFormat: Sendable, Equatable {
  case json
  case text(PrometheusText.Format)

  private static let accept: HeaderName = "Accept"

  /// What a request asks for by `?format=prometheus`, `?format=openmetrics`, or `Accept`; nil for a format that there is none of.
  init?(_ request: Request) {
    switch request.queryItem("format") {
    case nil, "": self = MetricsFormat(accept: request.headers.values(of: Self.accept))
    case "json": self = .json
    case "prometheus": self = .text(.prometheus)
    case "openmetrics": self = .text(.openMetrics)
    default: return nil
    }
  }

  /// The form of text that is preferred, if one is named; who takes anything gets JSON.
  init(accept fields: [String]) {
    let ranges = fields.flatMap { $0.split(separator: ",") }.compactMap(MediaRange.init)
    let open = ranges.filter { $0.type == "application/openmetrics-text" }.map(\.quality).max() ?? 0
    let plain = ranges.filter { $0.type == "text/plain" }.map(\.quality).max() ?? 0
    let json = ranges.filter { $0.type == "application/json" }.map(\.quality).max() ?? 0
    let best = max(open, plain)
    self = best <= json || best <= 0 ? .json : .text(open >= plain ? .openMetrics : .prometheus)
  }
}

/// One entry of `Accept`, RFC 9110 section 12.5.1.
struct MediaRange: Sendable, Equatable {
  /// In small letters, such as `text/plain`.
  let type: String
  /// From 0, never, to 1.
  let quality: Double

  /// Nil for what has no type.
  init?(_ text: Substring) {
    let parts = text.split(separator: ";").map(\.trimmed)
    guard let type = parts.first, !type.isEmpty else { return nil }
    self.type = type.lowercased()
    let weight = parts.dropFirst().first { $0.lowercased().hasPrefix("q=") }
    quality = min(1, max(0, weight.flatMap { Double($0.dropFirst(2)) } ?? 1))
  }
}
