import Telemetry

/// docs/metrics.md: every instrument, printed from its declaration.
package enum MetricsReference {
  package static var markdown: String {
    let sections = ServiceMetrics.all.map { section, instruments in
      """
      ## \(section)

      | Name | Kind | Unit | Attributes | Meaning |
      |---|---|---|---|---|
      \(instruments.map(row).joined(separator: "\n"))
      """
    }
    return introduction + "\n\n" + sections.joined(separator: "\n\n") + "\n"
  }

  private static let introduction = """
    # Metrics

    Printed from `ServiceMetrics` by `make generate`; a test keeps it current.

    ```console
    $ curl -s localhost:3000/metrics -H 'Accept: text/plain'                       # or ?format=prometheus
    $ curl -s localhost:3000/metrics -H 'Accept: application/openmetrics-text'     # or ?format=openmetrics
    ```

    Names with dots are those of OpenTelemetry's semantic conventions; Prometheus sees `http_server_request_duration_seconds` for
    `http.server.request.duration`, and counters with `_total` at their end. The three names that end in `_ms` are those of dashboards that exist;
    they are exported by OTLP and stand in OpenMetrics, and are left out of `text/plain`, where Prometheus has base units alone and `promtool` is content. No instrument has a series per consumer, unless
    `METRICS_CONSUMER_LABEL=bounded` asks for it. Each has 2,000 series at most; what comes later is counted together, as
    `otel_metric_overflow="true"`. A path that no route answers is `unmatched`, a method that HTTP does not define `_OTHER`.

    Rules, alerts and a dashboard that read them are in [deploy](../deploy).
    """

  private static func row(_ instrument: InstrumentDeclaration) -> String {
    let attributes = instrument.attributes.map { "`\($0)`" }.joined(separator: ", ")
    return
      "| `\(instrument.name)` | \(kind(instrument.kind)) | \(instrument.unit) | \(attributes) | \(instrument.summary) |"
  }

  private static func kind(_ kind: InstrumentDeclaration.Kind) -> String {
    switch kind {
    case .counter: "counter"
    case .gauge: "gauge"
    case .histogram: "histogram"
    }
  }
}
