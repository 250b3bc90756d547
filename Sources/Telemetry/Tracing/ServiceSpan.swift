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

  private struct Recording {
    var record: SpanRecord
    var attributes = SpanAttributes()
  }

  package let context: InstrumentationContext
  package let isRecording: Bool
  private let name: String
  private let source: TraceSource
  /// Nil for a span that is not kept, and after its end.
  private let recording: Mutex<Recording?>

  init(
    _ name: String, _ kind: SpanRecord.Kind, in context: InstrumentationContext, start: UInt64, source: TraceSource
  ) {
    self.context = context
    self.name = name
    self.source = source
    if source.isRecording, let trace = context.trace, trace.isSampled {
      isRecording = true
      recording = Mutex(Recording(record: SpanRecord(trace, name: name, kind: kind, start: start, end: start)))
    } else {
      isRecording = false
      recording = Mutex(nil)
    }
  }

  package var operationName: String {
    get { recording.withLock(\.?.record.name) ?? name }
    set { change { $0.record.name = newValue } }
  }

  package var attributes: SpanAttributes {
    get { recording.withLock(\.?.attributes) ?? SpanAttributes() }
    set { change { $0.attributes = newValue } }
  }

  package func setStatus(_ status: SpanStatus) {
    change { recording in
      recording.record.status =
        switch status.code {
        case .ok: .ok
        case .error: .error(status.message ?? "")
        }
    }
  }

  package func addEvent(_ event: SpanEvent) {
    change { recording in
      guard recording.record.events.count < Self.eventLimit else { return recording.record.droppedEvents += 1 }
      recording.record.events.append(
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
    change { recording in
      if recording.attributes["error.type"] == nil { recording.attributes["error.type"] = type }
    }
  }

  package func addLink(_ link: SpanLink) {}

  package func end<Instant: TracerInstant>(at instant: @autoclosure () -> Instant) {
    guard isRecording, let ended = recording.withLock({ $0.take() }) else { return }
    var record = ended.record
    record.end = max(instant().nanosecondsSinceEpoch, record.start)
    (record.attributes, record.droppedAttributes) = ended.attributes.kept(Self.attributeLimit)
    source.take(record)
  }

  private func change(_ body: (inout Recording) -> Void) {
    guard isRecording else { return }
    recording.withLock { recording in
      guard var changed = recording.take() else { return }
      body(&changed)
      recording = changed
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
