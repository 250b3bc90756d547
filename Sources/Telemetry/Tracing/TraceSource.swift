package import Identifiers

/// Begins spans and takes them when they have ended: what the tracing API and the hot path stand on.
///
/// Nothing is made for a span that is not kept but the numbers that callees are told.
package final class TraceSource: Sendable {
  private let sampler: Sampler
  private let random = ShardedRandomPool()
  /// Nil for one that begins nothing.
  private let deliver: (@Sendable (SpanRecord) -> Void)?
  /// Nanoseconds since 1970.
  package let now: @Sendable () -> UInt64

  /// - Parameters:
  ///   - now: nanoseconds since 1970.
  ///   - deliver: takes spans that are kept; called on event loops, and must not wait. Without it no trace begins here, and those of
  ///     others pass through as they are.
  package init(
    sampler: Sampler, now: @escaping @Sendable () -> UInt64, deliver: (@Sendable (SpanRecord) -> Void)?
  ) {
    self.sampler = sampler
    self.now = now
    self.deliver = deliver
  }

  /// Whether spans that are kept go anywhere.
  package var isRecording: Bool { deliver != nil }

  /// The context of a span that continues a trace of another process, or begins one; nil when no trace begins here.
  package func context(continuing parent: TraceParent?, luggage: TraceLuggage? = nil) -> TraceContext? {
    guard isRecording else { return parent.map { TraceContext(passing: $0, luggage: luggage) } }
    return random.draw { pool in
      let traceID = parent?.traceID ?? TraceID(from: &pool)
      return TraceContext(
        traceID: traceID, spanID: SpanID(from: &pool), parentSpanID: parent?.parentID, isParentRemote: parent != nil,
        isSampled: sampler.keeps(traceID, parent: parent?.isSampled), luggage: luggage)
    }
  }

  /// The context of a span within this process.
  package func context(within parent: TraceContext) -> TraceContext {
    isRecording ? parent.child(random.draw { SpanID(from: &$0) }) : parent
  }

  /// Takes a span that has ended.
  package func take(_ span: SpanRecord) {
    deliver?(span)
  }

  /// Takes a span that ended just now, if its trace is kept.
  ///
  /// - Parameters:
  ///   - context: its own.
  ///   - duration: nanoseconds.
  ///   - attributes: asked for only if it is kept.
  package func record(
    _ name: String, _ kind: SpanRecord.Kind, _ context: TraceContext, lasting duration: Int64,
    status: SpanRecord.Status = .unset, attributes: () -> [Attribute]
  ) {
    guard let deliver, context.isSampled else { return }
    let end = now()
    var span = SpanRecord(context, name: name, kind: kind, start: end &- UInt64(clamping: duration), end: end)
    span.status = status
    span.attributes = attributes()
    deliver(span)
  }
}

extension TraceContext {
  /// What somebody has begun who passes through us unseen.
  fileprivate init(passing parent: TraceParent, luggage: TraceLuggage?) {
    self.init(traceID: parent.traceID, spanID: parent.parentID, isSampled: parent.isSampled, luggage: luggage)
  }
}

extension SpanRecord {
  package init(_ context: TraceContext, name: String, kind: Kind, start: UInt64, end: UInt64) {
    self.init(
      traceID: context.traceID, spanID: context.spanID, parentSpanID: context.parentSpanID, name: name, kind: kind,
      start: start, end: end)
    parentIsRemote = context.isParentRemote
    traceState = context.luggage?.state ?? ""
  }
}
