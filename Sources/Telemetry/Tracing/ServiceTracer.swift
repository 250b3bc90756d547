import Identifiers
package import Tracing

/// The back end of the tracing API: spans of libraries and of everything that waits.
package struct ServiceTracer: Tracer {
  private let source: TraceSource

  package init(_ source: TraceSource) {
    self.source = source
  }

  package func startSpan<Instant: TracerInstant>(
    _ operationName: String, context: @autoclosure () -> InstrumentationContext, ofKind kind: SpanKind,
    at instant: @autoclosure () -> Instant, function: String, file fileID: String, line: UInt
  ) -> ServiceSpan {
    var context = context()
    context.trace = context.trace.map(source.context(within:)) ?? source.context(continuing: nil)
    return ServiceSpan(
      operationName, SpanRecord.Kind(kind), in: context, start: instant().nanosecondsSinceEpoch, source: source)
  }

  package func forceFlush() {}

  /// Reads the fields of W3C Trace Context and W3C Baggage.
  package func extract<Carrier, Extract: Extractor>(
    _ carrier: Carrier, into context: inout InstrumentationContext, using extractor: Extract
  ) where Extract.Carrier == Carrier {
    func lines(_ name: String) -> [String] { extractor.extract(key: name, from: carrier).map { [$0] } ?? [] }
    guard var value = lines(TraceField.parent).first else { return }
    guard let parent = value.withUTF8({ TraceParent(UnsafeRawBufferPointer($0)) }) else { return }
    context.trace = TraceContext(
      traceID: parent.traceID, spanID: parent.parentID, isSampled: parent.isSampled,
      luggage: TraceLuggage(
        state: TraceState.combined(lines(TraceField.state)), baggage: Baggage.combined(lines(TraceField.baggage))))
  }

  /// Writes them.
  package func inject<Carrier, Inject: Injector>(
    _ context: InstrumentationContext, into carrier: inout Carrier, using injector: Inject
  ) where Inject.Carrier == Carrier {
    guard let trace = context.trace else { return }
    injector.inject(trace.traceParent, forKey: TraceField.parent, into: &carrier)
    guard let luggage = trace.luggage else { return }
    if !luggage.state.isEmpty { injector.inject(luggage.state, forKey: TraceField.state, into: &carrier) }
    if !luggage.baggage.isEmpty { injector.inject(luggage.baggage, forKey: TraceField.baggage, into: &carrier) }
  }
}

/// The names of the fields that carry a trace from one process to another.
package enum TraceField {
  package static let parent = "traceparent"
  package static let state = "tracestate"
  package static let baggage = "baggage"
}

extension SpanRecord.Kind {
  fileprivate init(_ kind: SpanKind) {
    self =
      switch kind {
      case .server: .server
      case .client: .client
      case .internal, .producer, .consumer: .internal
      }
  }
}
