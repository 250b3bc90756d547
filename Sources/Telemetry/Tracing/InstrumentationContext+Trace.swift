package import Identifiers
package import Tracing

extension InstrumentationContext {
  private enum TraceKey: InstrumentationContextKey {
    typealias Value = TraceContext
    static var nameOverride: String? { "trace" }
  }

  /// Where what runs in this context belongs; nil outside of traces.
  package var trace: TraceContext? {
    get { self[TraceKey.self] }
    set { self[TraceKey.self] = newValue }
  }

  /// A context with nothing but a trace.
  package static func within(_ trace: TraceContext) -> InstrumentationContext {
    var context = InstrumentationContext.topLevel
    context.trace = trace
    return context
  }
}
