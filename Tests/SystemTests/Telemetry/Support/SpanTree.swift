/// Spans as an indented text: a line for each, its attributes, and what is below it.
struct SpanTree {
  private let spans: [ExportedSpan]
  private let kong: String

  /// - Parameter kong: the URL that is shown as `{kong}`.
  init(_ spans: [ExportedSpan], kong: String) {
    self.spans = spans
    self.kong = kong
  }

  /// The tree of each root: spans whose parents are elsewhere, in the order of their beginnings.
  var roots: [String] {
    let ids = Set(spans.map(\.spanId))
    return spans.filter { !ids.contains($0.parentSpanId ?? "") }
      .sorted { $0.startTimeUnixNano < $1.startTimeUnixNano }
      .map { lines($0, indentation: "").joined(separator: "\n") }
  }

  private func lines(_ span: ExportedSpan, indentation: String) -> [String] {
    let attributes = (span.attributes ?? []).map { "\($0.name)=\(shown($0))" }.sorted()
    let children = spans.filter { $0.parentSpanId == span.spanId }
      // What begins at the same time does so in any order.
      .sorted { ($0.name, $0.startTimeUnixNano) < ($1.name, $1.startTimeUnixNano) }
    return ["\(indentation)- \(span.name) \(kind(span))\(span.isError ? " ERROR" : "")"]
      + attributes.map { "\(indentation)  \($0)" }
      + children.flatMap { lines($0, indentation: indentation + "  ") }
  }

  private func kind(_ span: ExportedSpan) -> String {
    [1: "INTERNAL", 2: "SERVER", 3: "CLIENT"][span.kind] ?? "\(span.kind)"
  }

  /// A value, without what is another one each time.
  private func shown(_ attribute: ExportedAttribute) -> String {
    switch attribute.name {
    case "duration_ms", "jwt.duration_ms": Double(attribute.text).map { $0 > 0 } == true ? "*" : attribute.text
    case "jwt.token_id", "server.port": "*"
    case "server.address": kong.contains("//\(attribute.text):") ? "{kong}" : attribute.text
    default: attribute.text.replacing(kong, with: "{kong}")
    }
  }
}
