import Identifiers

extension ProtobufWriter {
  /// Writes the fields of a `Span` (trace.proto), those with default values left out.
  mutating func write(_ span: SpanRecord) {
    identifier(1, span.traceID.high, span.traceID.low)
    identifier(2, span.spanID.bits)
    if !span.traceState.isEmpty { text(3, span.traceState) }
    if let parent = span.parentSpanID { identifier(4, parent.bits) }
    if !span.name.isEmpty { text(5, span.name) }
    varint(6, UInt64(OTLPSpan.SpanKind(span.kind).rawValue))
    fixed(7, span.start)
    fixed(8, span.end)
    attributes(9, span.attributes)
    if span.droppedAttributes > 0 { varint(10, UInt64(UInt32(clamping: span.droppedAttributes))) }
    for event in span.events {
      message(11) {
        $0.fixed(1, event.time)
        if !event.name.isEmpty { $0.text(2, event.name) }
        $0.attributes(3, event.attributes)
      }
    }
    if span.droppedEvents > 0 { varint(12, UInt64(UInt32(clamping: span.droppedEvents))) }
    status(15, span.status)
    fixed(16, OTLPSpan.flags(of: span))
  }

  private mutating func status(_ field: UInt64, _ status: SpanRecord.Status) {
    switch status {
    case .unset: break
    case .ok: message(field) { $0.varint(3, UInt64(OTLPStatus.StatusCode.ok.rawValue)) }
    case .error(let text):
      message(field) {
        if !text.isEmpty { $0.text(2, text) }
        $0.varint(3, UInt64(OTLPStatus.StatusCode.error.rawValue))
      }
    }
  }
}
