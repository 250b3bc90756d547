import HTTPEdge
import Telemetry

/// Answers `GET /metrics`: what the service has counted, as JSON, or as text for a scraper.
struct MetricsHandler: Sendable {
  /// Those of this port.
  let views: [MetricsView]
  let documents: MetricsDocuments
  let registry: MetricRegistry
  /// Stands before the views for operators.
  let management: ManagementSurface
  let heads: ResponseHeads
  let clock: WallClock

  func reply(to request: Request) -> Reply {
    guard let view = view(of: request) else { return .ready(unknownView()) }
    switch view.audience {
    case .operators: return management.guarding { reply(with: view, to: $0) }(request)
    case .consumers, .everyone, .operatorsPage: return reply(with: view, to: request)
    }
  }

  /// Nil for a view that this port does not have.
  private func view(of request: Request) -> MetricsView? {
    let name = request.queryItem("view") ?? ""
    return name.isEmpty ? .operational : views.first { $0.rawValue == name }
  }

  private func reply(with view: MetricsView, to request: Request) -> Reply {
    switch MetricsFormat(request) {
    case nil: return .ready(unknownFormat())
    // To ask the system for all of it takes longer than an event loop may.
    case .text(let text)?:
      return .pending {
        Response(heads.metrics(.text(text)), body: PrometheusText.render(registry.collect(), as: text))
      }
    case .json? where view.readsInstruments: return .pending { document(view) }
    case .json?: return .ready(document(view))
    }
  }

  private func document(_ view: MetricsView) -> Response {
    Response(heads.metrics(.json), body: documents.document(view).compact)
  }

  private func unknownView() -> Response {
    refusal("Invalid view parameter", "Valid views: \(views.map(\.rawValue).joined(separator: ", "))")
  }

  private func unknownFormat() -> Response {
    refusal("Invalid format parameter", "Valid formats: json, prometheus, openmetrics")
  }

  private func refusal(_ error: String, _ message: String) -> Response {
    let document: JSONOutput = [
      "error": .string(error),
      "message": .string(message),
      "timestamp": .string(clock.timestamp()),
    ]
    return Response(heads.badView, body: document.compact)
  }
}
