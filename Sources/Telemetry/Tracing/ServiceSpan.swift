import Identifiers
import Synchronization
package import Tracing

/// A span of the tracing API.
///
/// Of one that is not kept nothing is remembered. What it can hold is limited, after "Span Limits" of the SDK specification, and
/// so that nobody's error fills the memory.
package final class ServiceSpan: Span {
  private static let attributeLimit = 64
  private static let eventLimit = 16

  private struct State {
    var record: SpanRecord
    var attributes = SpanAttributes()
    var hasEnded = false
  }

  package let context: InstrumentationContext
  package let isRecording: Bool
  private let source: TraceSource
  private let state: Mutex<State>

  init(
    _ name: String, _ kind: SpanRecord.Kind, in context: InstrumentationContext, trace: TraceContext, start: UInt64,
    source: TraceSource
  ) {
    self.context = context
    self.source = source
    isRecording = trace.isSampled
    state = Mutex(State(record: SpanRecord(trace, name: name, kind: kind, start: start, end: start)))
  }

  package var operationName: String {
    get { state.withLock(\.record.name) }
    set { change { $0.record.name = newValue } }
  }

  package var attributes: SpanAttributes {
    get { state.withLock(\.attributes) }
    set { change { $0.attributes = newValue } }
  }

  package func setStatus(_ status: SpanStatus) {
    change { state in
      state.record.status =
        switch status.code {
        case .ok: .ok
        case .error: .error(status.message ?? "")
        }
    }
  }

  package func addEvent(_ event: SpanEvent) {
    change { state in
      guard state.record.events.count < Self.eventLimit else { return state.record.droppedEvents += 1 }
      state.record.events.append(
        SpanRecord.Event(
          name: event.name, time: event.nanosecondsSinceEpoch,
          attributes: event.attributes.kept(Self.attributeLimit).kept))
    }
  }

  /// Notes what kind of error it was; its text may hold anything.
  package func recordError<Instant: TracerInstant>(
    _ error: any Error, attributes: SpanAttributes, at instant: @autoclosure () -> Instant
  ) {
    let type = "\(Swift.type(of: error))"
    change { state in
      if state.attributes["error.type"] == nil { state.attributes["error.type"] = type }
    }
  }

  package func addLink(_ link: SpanLink) {}

  package func end<Instant: TracerInstant>(at instant: @autoclosure () -> Instant) {
    guard isRecording else { return }
    let end = instant().nanosecondsSinceEpoch
    let record = state.withLock { state -> SpanRecord? in
      guard !state.hasEnded else { return nil }
      state.hasEnded = true
      state.record.end = max(end, state.record.start)
      let (kept, dropped) = state.attributes.kept(Self.attributeLimit)
      state.record.attributes = kept
      state.record.droppedAttributes = dropped
      return state.record
    }
    if let record { source.take(record) }
  }

  private func change(_ body: (inout State) -> Void) {
    guard isRecording else { return }
    state.withLock { state in
      if !state.hasEnded { body(&state) }
    }
  }
}

extension SpanAttributes {
  /// As many attributes as may be, in the order of their names, and how many there are besides.
  fileprivate func kept(_ limit: Int) -> (kept: [Attribute], dropped: Int) {
    var all: [Attribute] = []
    forEach { name, value in
      if let value = AttributeValue(value) { all.append(Attribute(name, value)) }
    }
    all.sort { $0.name < $1.name }
    return (Array(all.prefix(limit)), Swift.max(0, all.count - limit))
  }
}

extension AttributeValue {
  /// Nil for what telemetry has no form for.
  fileprivate init?(_ value: SpanAttribute) {
    switch value {
    case .int32(let number): self = .integer(Int64(number))
    case .int64(let number): self = .integer(number)
    case .double(let number): self = .double(number)
    case .bool(let flag): self = .boolean(flag)
    case .string(let text): self = .string(text)
    case .stringArray(let texts): self = .strings(texts)
    case .stringConvertible(let value): self = .string("\(value)")
    default: return nil
    }
  }
}
