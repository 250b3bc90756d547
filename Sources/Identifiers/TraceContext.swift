/// Where something belongs in a distributed trace: the trace, the span it is part of, and what goes along with them.
package struct TraceContext: Sendable {
  package let traceID: TraceID
  /// The span at this point; the parent of those that begin here.
  package let spanID: SpanID
  /// What that span is part of; nil where the trace begins.
  package let parentSpanID: SpanID?
  /// Whether the parent is of another process.
  package let isParentRemote: Bool
  /// Whether spans of this trace are kept.
  package let isSampled: Bool
  /// Nil when there is nothing, as with most requests.
  package let luggage: TraceLuggage?

  package init(
    traceID: TraceID, spanID: SpanID, parentSpanID: SpanID? = nil, isParentRemote: Bool = false, isSampled: Bool,
    luggage: TraceLuggage? = nil
  ) {
    self.traceID = traceID
    self.spanID = spanID
    self.parentSpanID = parentSpanID
    self.isParentRemote = isParentRemote
    self.isSampled = isSampled
    self.luggage = luggage
  }

  /// The context of a span that begins here.
  package func child(_ id: SpanID) -> TraceContext {
    TraceContext(traceID: traceID, spanID: id, parentSpanID: spanID, isSampled: isSampled, luggage: luggage)
  }
}

/// What travels with a trace and is none of our business: passed on as it came.
package final class TraceLuggage: Sendable {
  /// `tracestate`; empty for none.
  package let state: String
  /// `baggage`; empty for none.
  package let baggage: String

  /// Nil when there is nothing.
  package init?(state: String, baggage: String) {
    guard !state.isEmpty || !baggage.isEmpty else { return nil }
    self.state = state
    self.baggage = baggage
  }
}
