import AuthenticationCore
import HTTPEdge
import NIOCore
import Telemetry

/// The instruments of those who ask for tokens, by how often they come.
final class ConsumerMetrics: Sendable {
  /// What is recorded of the consumers of a category.
  fileprivate final class Series: Sendable {
    let latency: HistogramSeries
    let errors: CounterSeries

    init(_ registry: MetricRegistry, _ category: ConsumerVolume.Category) {
      let attributes = [Attribute("volume_category", .string(category.rawValue))]
      latency = registry.histogram(ServiceMetrics.consumerLatency, attributes)
      errors = registry.counter(ServiceMetrics.consumerErrors, attributes)
    }
  }

  private let volume = ConsumerVolume()
  /// Nil where no consumer has a series of its own.
  private let labels: ConsumerLabels?
  private let high: Series
  private let medium: Series
  private let low: Series
  /// The monotonic time.
  fileprivate let now: @Sendable () -> NIODeadline

  init(
    _ registry: MetricRegistry, _ configuration: ServiceConfiguration.Metrics,
    now: @escaping @Sendable () -> NIODeadline = { .now() }
  ) {
    self.now = now
    labels = configuration.consumerLabel == .bounded ? ConsumerLabels(registry) : nil
    high = Series(registry, .high)
    medium = Series(registry, .medium)
    low = Series(registry, .low)
    registry.derive(ServiceMetrics.consumerRequests, from: ServiceMetrics.consumerLatency) { $0.counted { $0 } }
  }

  /// How many consumers of each category there are in this quarter of an hour.
  var tally: ConsumerVolume.Tally { volume.tally(at: now().uptimeNanoseconds) }

  /// Begins to measure the answer to a consumer that is known by its headers.
  func visit(by consumer: Consumer) -> ConsumerVisit {
    let start = now()
    labels?.count(consumer.username)
    let series =
      switch volume.count(consumer.id, at: start.uptimeNanoseconds) {
      case .high: high
      case .medium: medium
      case .low: low
      }
    return ConsumerVisit(metrics: self, series: series, start: start)
  }
}

/// A request for a token from a known consumer until its answer.
struct ConsumerVisit: Sendable {
  fileprivate let metrics: ConsumerMetrics
  fileprivate let series: ConsumerMetrics.Series
  fileprivate let start: NIODeadline

  /// Records the answer, and hands it on.
  func ended(with response: consuming Response) -> Response {
    series.latency.record(Double((metrics.now() - start).nanoseconds) / 1e9)
    if response.status.code >= 400 { series.errors.increment() }
    return response
  }
}
