/// What has become of a batch.
package enum ExportOutcome: Sendable, Equatable {
  /// The receiver has it, but for so many of its records (data points, for metrics).
  case exported(rejected: Int)
  /// It is lost.
  case failed
  /// The gate was closed: nothing was sent, and the batch may be offered again.
  case refused
}
