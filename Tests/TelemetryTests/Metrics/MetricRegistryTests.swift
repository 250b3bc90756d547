import Telemetry
import Testing

@Suite struct `Metric registry` {
  @Test func `the same attributes are the same series`() throws {
    let registry = MetricRegistry.still()
    registry.counter(.requests, .route("/a")).increment()
    registry.counter(.requests, .route("/b")).increment(by: 2)
    registry.counter(.requests, .route("/a")).increment()
    guard case .counter(let points)? = registry.collect().first?.data else {
      Issue.record("no counter")
      return
    }
    #expect(points.map(\.attributes) == [.route("/a"), .route("/b")])
    #expect(points.map(\.value) == [2, 2])
  }

  @Test func `records say what was declared, and since when`() throws {
    let registry = MetricRegistry.still()
    registry.gauge(.connections).set(1)
    let record = try #require(registry.collect().first)
    #expect(record.name == "connections")
    #expect(record.summary == "Open connections.")
    #expect(record.unit == "1")
    #expect(record.start == 1_000_000_000)
    #expect(record.time == 1_000_000_000)
  }

  @Test func `two thousand series are told apart, all others are one`() {
    let registry = MetricRegistry.still()
    for index in 0..<10_000 { registry.counter(.requests, .route("/\(index)")).increment() }
    guard case .counter(let points)? = registry.collect().first?.data else {
      Issue.record("no counter")
      return
    }
    #expect(points.count == 2001)
    #expect(points.last?.attributes == [Attribute("otel.metric.overflow", true)])
    #expect(points.last?.value == 8000)
    #expect(points.reduce(0) { $0 + $1.value } == 10_000)
  }

  @Test func `what is observed is asked for when somebody reads`() {
    let registry = MetricRegistry.still()
    let counter = CountedObservation()
    registry.observe(.connections) { counter.next() }
    #expect(registry.collect().map(\.values) == [[1]])
    #expect(registry.collect().map(\.values) == [[2]])
  }

  @Test func `one instrument can be read alone`() {
    let registry = MetricRegistry.still()
    let counter = CountedObservation()
    registry.observe(.connections) { counter.next() }
    #expect(registry.data(of: .requests).map { _ in true } == nil)
    registry.counter(.requests, .route("/a")).increment(by: 3)
    guard case .counter(let points)? = registry.data(of: .requests) else {
      Issue.record("no counter")
      return
    }
    #expect(points.map(\.value) == [3])
    // Nobody has asked for anything else.
    #expect(registry.collect().first?.values == [1])
  }

  @Test func `instruments come in the order of their first use, and without a series not at all`() {
    let registry = MetricRegistry.still()
    registry.observe(.connections) { [] }
    _ = registry.histogram(.duration)
    _ = registry.counter(.requests)
    #expect(registry.collect().map(\.name) == ["http.server.request.duration", "requests_total"])
  }

  @Test func `a name that is taken by another kind harms nobody`() {
    let registry = MetricRegistry.still()
    registry.counter(.requests).increment()
    registry.gauge(InstrumentDeclaration("requests_total", .gauge, unit: "1", "Another one.")).set(7)
    #expect(registry.collect().map(\.values) == [[1]])
  }
}

/// Observes 1, then 2, and so on.
private final class CountedObservation: Sendable {
  private let counter = MetricRegistry.still().counter(.requests)

  func next() -> [(attributes: [Attribute], value: Double)] {
    counter.increment()
    return [([], Double(counter.value))]
  }
}

extension MetricRecord {
  /// The values of its series, if they are numbers.
  fileprivate var values: [Double] {
    switch data {
    case .counter(let points), .gauge(let points): points.map(\.value)
    case .histogram: []
    }
  }
}
