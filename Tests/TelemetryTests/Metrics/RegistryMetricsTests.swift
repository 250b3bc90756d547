import CoreMetrics
import Telemetry
import Testing

@Suite struct `The metrics API` {
  private let registry = MetricRegistry.still()

  private func lines() -> [String] {
    String(decoding: PrometheusText.render(registry.collect(), as: .prometheus), as: UTF8.self)
      .split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
  }

  private func factory(_ declarations: [InstrumentDeclaration] = []) -> RegistryMetrics {
    RegistryMetrics(registry, declarations: declarations)
  }

  @Test func `counts into the registry, by dimensions`() {
    let factory = factory()
    Counter(label: "visits_total", dimensions: [("from", "a")], factory: factory).increment(by: 2)
    Counter(label: "visits_total", dimensions: [("from", "a")], factory: factory).increment()
    Counter(label: "visits_total", dimensions: [("from", "b")], factory: factory).increment()
    #expect(lines() == [#"visits_total{from="a"} 3"#, #"visits_total{from="b"} 1"#])
  }

  @Test func `does not count backwards, nor from the beginning`() {
    let counter = Counter(label: "visits_total", dimensions: [], factory: factory())
    counter.increment(by: 3)
    counter.increment(by: -1)
    counter.reset()
    #expect(lines() == ["visits_total 3"])
  }

  @Test func `sets meters, and recorders that do not aggregate`() {
    let factory = factory()
    let meter = Meter(label: "depth", dimensions: [], factory: factory)
    meter.set(5)
    meter.increment(by: 2.5)
    meter.decrement(by: 1)
    Recorder(label: "level", dimensions: [], aggregate: false, factory: factory).record(7)
    #expect(lines() == ["depth 6.5", "level 7"])
  }

  @Test func `times in seconds`() {
    CoreMetrics.Timer(label: "work_seconds", dimensions: [], factory: factory()).recordMilliseconds(20)
    #expect(lines().contains(#"work_seconds_bucket{le="0.01"} 0"#))
    #expect(lines().contains(#"work_seconds_bucket{le="0.025"} 1"#) && lines().contains("work_seconds_sum 0.02"))
  }

  @Test func `takes what is declared of an instrument, where something is`() throws {
    let declared = InstrumentDeclaration("visits_total", .counter, unit: "1", "Visits to the zoo.")
    Counter(label: "visits_total", dimensions: [], factory: factory([declared])).increment()
    let text = String(decoding: PrometheusText.render(registry.collect(), as: .prometheus), as: UTF8.self)
    #expect(text.contains("# HELP visits_total Visits to the zoo.\n"))
  }
}
