import Synchronization

/// The series of one instrument, told apart by the values of its attributes.
///
/// Bounded: who comes when there are ``limit`` series shares one with all who come later. Values that clients choose can
/// therefore fill the table, and nothing else.
final class SeriesTable<Series: Sendable & AnyObject>: Sendable {
  /// The most series of one instrument.
  static var limit: Int { 2000 }
  /// What the series of all further ones is called, after the SDK specification of OpenTelemetry.
  static var overflow: [Attribute] { [Attribute("otel.metric.overflow", true)] }

  private struct State {
    var series: [[Attribute]: Series] = [:]
    /// In the order in which they came.
    var order: [[Attribute]] = []
    var overflow: Series?
  }

  private let make: @Sendable () -> Series
  private let state = Mutex(State())

  init(_ make: @escaping @Sendable () -> Series) {
    self.make = make
  }

  /// The series with these attributes, from now on if it is new.
  ///
  /// Not for the hot path: it is to be kept.
  func series(_ attributes: [Attribute]) -> Series {
    state.withLock { state in
      if let series = state.series[attributes] { return series }
      guard state.series.count < Self.limit else {
        let series = state.overflow ?? make()
        state.overflow = series
        return series
      }
      let series = make()
      state.series[attributes] = series
      state.order.append(attributes)
      return series
    }
  }

  /// All series, oldest first, the one of all further ones last.
  var all: [(attributes: [Attribute], series: Series)] {
    state.withLock { state in
      let known = state.order.compactMap { attributes in state.series[attributes].map { (attributes, $0) } }
      return known + (state.overflow.map { [(Self.overflow, $0)] } ?? [])
    }
  }

  /// Whether there is a series.
  var isEmpty: Bool { state.withLock { $0.series.isEmpty } }
}
