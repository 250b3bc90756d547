import Synchronization

/// All instruments of the process, and what they have measured.
///
/// Series are found once and kept by those who record; finding them takes a lock, recording takes none.
package final class MetricRegistry: Sendable {
  /// A value that is not recorded but asked for whenever somebody reads.
  package typealias Observation = @Sendable () -> [(attributes: [Attribute], value: Double)]

  fileprivate enum Instrument: Sendable {
    case counter(SeriesTable<CounterSeries>)
    case gauge(SeriesTable<GaugeSeries>)
    case histogram(bounds: [Double], SeriesTable<HistogramSeries>)
    case observed(isCounter: Bool, Observation)
  }

  private struct State {
    var instruments: [String: (declaration: InstrumentDeclaration, instrument: Instrument)] = [:]
    var order: [String] = []
  }

  /// The most instruments; more are taken for mistakes.
  private static let limit = 1000

  private let state = Mutex(State())
  private let start: UInt64
  private let now: @Sendable () -> UInt64

  /// Makes an empty registry.
  ///
  /// - Parameter now: nanoseconds since 1970.
  package init(now: @escaping @Sendable () -> UInt64) {
    self.now = now
    start = now()
  }

  /// A series of a counter; of one that nobody reads, if the name is that of another kind of instrument.
  package func counter(_ declaration: InstrumentDeclaration, _ attributes: [Attribute] = []) -> CounterSeries {
    guard case .counter(let table)? = instrument(declaration, orMake: { .counter(SeriesTable { CounterSeries() }) })
    else { return CounterSeries() }
    return table.series(attributes)
  }

  /// A series of a gauge, with the same reservation.
  package func gauge(_ declaration: InstrumentDeclaration, _ attributes: [Attribute] = []) -> GaugeSeries {
    guard case .gauge(let table)? = instrument(declaration, orMake: { .gauge(SeriesTable { GaugeSeries() }) })
    else { return GaugeSeries() }
    return table.series(attributes)
  }

  /// A series of a histogram, with the same reservation.
  package func histogram(_ declaration: InstrumentDeclaration, _ attributes: [Attribute] = []) -> HistogramSeries {
    let bounds: [Double] = if case .histogram(let bounds) = declaration.kind { bounds } else { [] }
    let make: @Sendable () -> HistogramSeries = { HistogramSeries(bounds: bounds, scale: declaration.scale) }
    guard
      case .histogram(_, let table)? = instrument(
        declaration,
        orMake: { .histogram(bounds: Array(bounds.prefix(HistogramSeries.bucketLimit)), SeriesTable(make)) })
    else { return make() }
    return table.series(attributes)
  }

  /// Lets the values of a counter or a gauge be asked for whenever somebody reads.
  package func observe(_ declaration: InstrumentDeclaration, _ observation: @escaping Observation) {
    _ = instrument(declaration) { .observed(isCounter: declaration.kind == .counter, observation) }
  }

  /// What was measured until now, in the order in which the instruments came; those without a series are left out.
  package func collect() -> [MetricRecord] {
    let time = now()
    let instruments = state.withLock { state in state.order.compactMap { state.instruments[$0] } }
    return instruments.compactMap { declaration, instrument in
      instrument.data.map {
        MetricRecord(
          name: declaration.name, summary: declaration.summary, unit: declaration.unit, start: start, time: time,
          data: $0)
      }
    }
  }

  private func instrument(
    _ declaration: InstrumentDeclaration, orMake make: () -> Instrument
  ) -> Instrument? {
    state.withLock { state in
      if let known = state.instruments[declaration.name] { return known.instrument }
      guard state.order.count < Self.limit else { return nil }
      let instrument = make()
      state.instruments[declaration.name] = (declaration, instrument)
      state.order.append(declaration.name)
      return instrument
    }
  }
}

extension MetricRegistry.Instrument {
  /// What was measured; nil without a series.
  fileprivate var data: MetricRecord.Data? {
    switch self {
    case .counter(let table):
      table.isEmpty ? nil : .counter(table.all.map { .init(attributes: $0, value: Double($1.value)) })
    case .gauge(let table):
      table.isEmpty ? nil : .gauge(table.all.map { .init(attributes: $0, value: $1.value) })
    case .histogram(let bounds, let table):
      table.isEmpty ? nil : .histogram(bounds: bounds, table.all.map { $1.point($0) })
    case .observed(let isCounter, let observation):
      Self.observed(observation().map { .init(attributes: $0, value: $1) }, isCounter: isCounter)
    }
  }

  private static func observed(_ points: [MetricRecord.NumberPoint], isCounter: Bool) -> MetricRecord.Data? {
    points.isEmpty ? nil : isCounter ? .counter(points) : .gauge(points)
  }
}
