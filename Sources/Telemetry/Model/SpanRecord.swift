package import Identifiers

/// A span that has ended, as it is exported.
package struct SpanRecord: Sendable {
  package enum Kind: Sendable {
    case `internal`, server, client
  }

  package enum Status: Sendable, Equatable {
    case unset, ok
    case error(String)
  }

  /// Something that happened within the span.
  package struct Event: Sendable {
    package var name: String
    /// Nanoseconds since 1970.
    package var time: UInt64
    package var attributes: [Attribute] = []

    package init(name: String, time: UInt64, attributes: [Attribute] = []) {
      self.name = name
      self.time = time
      self.attributes = attributes
    }
  }

  package var traceID: TraceID
  package var spanID: SpanID
  package var parentSpanID: SpanID?
  /// Whether the parent is of another process.
  package var parentIsRemote = false
  /// `tracestate` as it came.
  package var traceState = ""
  package var name: String
  package var kind: Kind
  /// Nanoseconds since 1970.
  package var start: UInt64
  package var end: UInt64
  package var attributes: [Attribute] = []
  package var events: [Event] = []
  package var droppedAttributes = 0
  package var droppedEvents = 0
  package var status = Status.unset

  package init(
    traceID: TraceID, spanID: SpanID, parentSpanID: SpanID? = nil, name: String, kind: Kind, start: UInt64, end: UInt64
  ) {
    self.traceID = traceID
    self.spanID = spanID
    self.parentSpanID = parentSpanID
    self.name = name
    self.kind = kind
    self.start = start
    self.end = end
  }
}
