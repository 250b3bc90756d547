import Telemetry

extension ServiceMetrics {
  /// Seconds: the bounds that the replaced service had, and finer ones below, for what memory answers within microseconds.
  private static let visitTimeBounds = [
    0.000_001, 0.000_002_5, 0.000_005, 0.000_01, 0.000_025, 0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005,
    0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5,
  ]

  static let consumerRequests = InstrumentDeclaration(
    "consumer_requests_by_volume", .counter, unit: "1",
    "Requests of known consumers for a token, by how often the consumer has come within the quarter of an hour.",
    attributes: ["volume_category"])
  static let consumerErrors = InstrumentDeclaration(
    "consumer_errors_by_volume", .counter, unit: "1", "Those that were answered with a status of 400 or more.",
    attributes: ["volume_category"])
  static let consumerLatency = InstrumentDeclaration(
    "consumer_latency_by_volume", .histogram(bounds: visitTimeBounds), unit: "s",
    "Time from the consumer's name to the answer.", attributes: ["volume_category"])
  static let requestsByConsumer = InstrumentDeclaration(
    "consumer_requests_total", .counter, unit: "1",
    "The same requests by user name, with `METRICS_CONSUMER_LABEL=bounded` alone: the first 1,000 names as they are, all others "
      + "together as `bucket_000` to `bucket_255`.",
    attributes: ["consumer"])

  static let consumers = [consumerRequests, consumerErrors, consumerLatency, requestsByConsumer]
}
