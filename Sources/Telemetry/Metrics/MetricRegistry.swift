import Synchronization

/// All instruments of the process, and what they have measured.
///
/// Series are found once and kept by those who record; finding them takes a lock, recording takes none.
package final class MetricRegistry: Sendable {
  /// A value that is not recorded but asked for whenever somebody reads.
  package typealias Observation = @Sendable () -> [(attributes: [Attribute], value: Double)]

  /// Makes what one instrument shows out of what another one has measured.
  package typealias Derivation = @Sendable (MetricRecord.Data) -> MetricRecord.Data?

  fileprivate enum Instrument: Sendable {
    case counter(SeriesTable<CounterSeries>)
    case gauge(SeriesTable<GaugeSeries>)
    case histogram(bounds: [Double], SeriesTable<HistogramSeries>)
    case observed(isCounter: Bool, Observation)
    case derived(from: [(source: String, derivation: Derivation)])
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

  /// Shows what another instrument measures in another form, so that one recording serves both.
  package func derive(
    _ declaration: InstrumentDeclaration, from source: InstrumentDeclaration, _ derivation: @escaping Derivation
  ) {
    merge(declaration, from: [(source, derivation)])
  }

  /// The same for several that make one together: counters, gauges, or histograms with the same bounds.
  package func merge(
    _ declaration: InstrumentDeclaration, from sources: [(source: InstrumentDeclaration, derivation: Derivation)]
  ) {
    _ = instrument(declaration) { .derived(from: sources.map { ($0.source.name, $0.derivation) }) }
  }

  /// What was measured until now, in the order in which the instruments came; those without a series are left out.
  package func collect() -> [MetricRecord] {
    let time = now()
    let (order, instruments) = state.withLock { ($0.order, $0.instruments) }
    return order.compactMap { name in
      guard let (declaration, instrument) = instruments[name] else { return nil }
      return instrument.data { instruments[$0]?.instrument }.map {
        MetricRecord(
          name: declaration.name, summary: declaration.summary, unit: declaration.unit, start: start, time: time,
          data: $0)
      }
    }
  }

  /// What one instrument has measured until now; nil without a series.
  package func data(of declaration: InstrumentDeclaration) -> MetricRecord.Data? {
    let instruments = state.withLock { $0.instruments }
    return instruments[declaration.name]?.instrument.data { instruments[$0]?.instrument }
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
  ///
  /// - Parameter find: the instrument with a name.
  fileprivate func data(_ find: (String) -> MetricRegistry.Instrument?) -> MetricRecord.Data? {
    switch self {
    case .counter(let table):
      table.isEmpty ? nil : .counter(table.all.map { .init(attributes: $0, value: Double($1.value)) })
    case .gauge(let table):
      table.isEmpty ? nil : .gauge(table.all.map { .init(attributes: $0, value: $1.value) })
    case .histogram(let bounds, let table):
      table.isEmpty ? nil : .histogram(bounds: bounds, table.all.map { $1.point($0) })
    case .observed(let isCounter, let observation):
      Self.observed(observation().map { .init(attributes: $0, value: $1) }, isCounter: isCounter)
    case .derived(let sources):
      sources.compactMap { name, derivation in
        switch find(name) {
        // One step is enough, and cannot go in a circle.
        case nil, .derived: nil
        case let source?: source.data(find).flatMap(derivation)
        }
      }.reduce(nil) { $0?.joined(with: $1) ?? $1 }
    }
  }

  private static func observed(_ points: [MetricRecord.NumberPoint], isCounter: Bool) -> MetricRecord.Data? {
    points.isEmpty ? nil : isCounter ? .counter(points) : .gauge(points)
  }
}
