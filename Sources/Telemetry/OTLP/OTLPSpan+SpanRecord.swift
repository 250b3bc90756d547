extension OTLPSpan {
  /// Bits of `flags` (trace.proto, `SpanFlags`).
  private enum Flag {
    /// W3C Trace Context: what is exported has been sampled.
    static let sampled: UInt32 = 0x1
    /// Whether the parent is remote is known.
    static let hasIsRemote: UInt32 = 0x100
    static let isRemote: UInt32 = 0x200
  }

  static func flags(of record: SpanRecord) -> UInt32 {
    Flag.sampled | Flag.hasIsRemote | (record.parentIsRemote ? Flag.isRemote : 0)
  }

  init(_ record: SpanRecord, _ identifiers: IdentifierEncoding) {
    self.init()
    traceID = identifiers.data(record.traceID)
    spanID = identifiers.data(record.spanID)
    if let parent = record.parentSpanID { parentSpanID = identifiers.data(parent) }
    traceState = record.traceState
    flags = Self.flags(of: record)
    name = record.name
    kind = SpanKind(record.kind)
    startTimeUnixNano = record.start
    endTimeUnixNano = record.end
    attributes = record.attributes.map { OTLPKeyValue($0) }
    droppedAttributesCount = UInt32(clamping: record.droppedAttributes)
    events = record.events.map { Event($0) }
    droppedEventsCount = UInt32(clamping: record.droppedEvents)
    switch record.status {
    case .unset: break
    case .ok: status.code = .ok
    case .error(let message):
      status.code = .error
      status.message = message
    }
  }
}

extension OTLPSpan.SpanKind {
  init(_ kind: SpanRecord.Kind) {
    self =
      switch kind {
      case .internal: .internal
      case .server: .server
      case .client: .client
      }
  }
}

extension OTLPSpan.Event {
  fileprivate init(_ event: SpanRecord.Event) {
    self.init()
    timeUnixNano = event.time
    name = event.name
    attributes = event.attributes.map { OTLPKeyValue($0) }
  }
}
