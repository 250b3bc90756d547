package import Tracing

extension Tracer {
  /// Runs something within a span of a client, as `withSpan` does, and keeps the type of its errors.
  ///
  /// - Parameter type: what `error.type` says of an error; nil for one that is an answer.
  package func withClientSpan<Value: Sendable, Failure: Error>(
    _ name: String, describing type: (Failure) -> String?,
    _ operation: (Span) async throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    let span = startSpan(name, ofKind: .client)
    defer { span.end() }
    let outcome = await InstrumentationContext.withValue(span.context) { () async -> Result<Value, Failure> in
      do throws(Failure) {
        return .success(try await operation(span))
      } catch {
        return .failure(error)
      }
    }
    if case .failure(let error) = outcome, let type = type(error) { span.fail(type) }
    return try outcome.get()
  }
}

extension Tracing.Span {
  /// Says that it ended in an error of a kind.
  package func fail(_ type: String) {
    attributes["error.type"] = type
    setStatus(SpanStatus(code: .error))
  }
}
