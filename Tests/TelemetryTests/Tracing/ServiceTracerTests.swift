import Identifiers
import Synchronization
import Telemetry
import Testing
import Tracing

@Suite struct `The tracing API` {
  private final class Spans: Sendable {
    private let records = Mutex<[SpanRecord]>([])
    var all: [SpanRecord] { records.withLock { $0 } }
    func take(_ record: SpanRecord) { records.withLock { $0.append(record) } }
  }

  private struct Carrier: Injector, Extractor {
    func inject(_ value: String, forKey name: String, into carrier: inout [String: String]) { carrier[name] = value }
    func extract(key: String, from carrier: [String: String]) -> String? { carrier[key] }
  }

  private struct Trouble: Error {}

  private let spans = Spans()

  private func tracer(_ sampler: Sampler = .parentBasedAlwaysOn) -> ServiceTracer {
    ServiceTracer(TraceSource(sampler: sampler, now: { 5 }) { [spans] in spans.take($0) })
  }

  @Test func `makes spans within spans, inner ones first`() throws {
    let tracer = tracer()
    tracer.withSpan("outer", ofKind: .client) { _ in
      tracer.withSpan("inner") { span in span.attributes["a"] = 1 }
    }
    let (inner, outer) = (try #require(spans.all.first), try #require(spans.all.last))
    #expect(spans.all.map(\.name) == ["inner", "outer"])
    #expect(inner.parentSpanID == outer.spanID && inner.traceID == outer.traceID && outer.parentSpanID == nil)
    #expect(outer.kind == .client && inner.kind == .internal)
    #expect(inner.attributes == [Attribute("a", 1)])
    #expect(outer.start <= inner.start && inner.end <= outer.end)
  }

  @Test func `says what kind of error it was, and nothing of its text`() throws {
    #expect(throws: Trouble.self) { try tracer().withSpan("work") { _ in throw Trouble() } }
    let span = try #require(spans.all.first)
    #expect(span.status == .error(""))
    #expect(span.attributes == [Attribute("error.type", "Trouble")])
  }

  @Test func `carries a trace, its state and baggage to another process and back`() throws {
    let tracer = tracer()
    let fields = [
      "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "tracestate": "a=1", "baggage": "b=2",
    ]
    var context = InstrumentationContext.topLevel
    tracer.extract(fields, into: &context, using: Carrier())
    var answer: [String: String] = [:]
    tracer.inject(context, into: &answer, using: Carrier())
    #expect(answer == fields)
  }

  @Test func `remembers nothing of spans that are not kept, and passes that on`() throws {
    let tracer = tracer(.alwaysOff)
    let span = tracer.startSpan("work")
    span.attributes["a"] = 1
    span.addEvent("event")
    #expect(!span.isRecording && span.attributes.isEmpty)
    var fields: [String: String] = [:]
    tracer.inject(span.context, into: &fields, using: Carrier())
    #expect(fields["traceparent"]?.hasSuffix("-00") == true)
    span.end()
    #expect(spans.all.isEmpty)
  }

  @Test func `lets traces of others through as they are, where nothing is recorded`() throws {
    let tracer = ServiceTracer(TraceSource(sampler: .parentBasedAlwaysOn, now: { 5 }, deliver: nil))
    let fields = ["traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "tracestate": "a=1"]
    var context = InstrumentationContext.topLevel
    tracer.extract(fields, into: &context, using: Carrier())
    let span = tracer.startSpan("work", context: context)
    var answer: [String: String] = [:]
    tracer.inject(span.context, into: &answer, using: Carrier())
    #expect(answer == fields && !span.isRecording)
    #expect(tracer.startSpan("work", context: .topLevel).context.trace == nil)
  }

  @Test func `ends a span once, and changes none that has ended`() throws {
    let span = tracer().startSpan("work")
    span.end()
    span.operationName = "other"
    span.end()
    #expect(spans.all.map(\.name) == ["work"])
  }

  @Test func `bounds what a span holds`() throws {
    let span = tracer().startSpan("work")
    span.updateAttributes { attributes in
      for index in 0..<100 { attributes["a\(index)"] = index }
    }
    for index in 0..<20 { span.addEvent(SpanEvent(name: "event \(index)")) }
    span.end()
    let record = try #require(spans.all.first)
    #expect(record.attributes.count == 64 && record.droppedAttributes == 36)
    #expect(record.events.count == 16 && record.droppedEvents == 4)
  }
}
