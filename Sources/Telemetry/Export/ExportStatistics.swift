/// How the exports of one signal have gone since the start.
package struct ExportStatistics: Sendable, Equatable {
  /// How many errors are remembered.
  package static let errorLimit = 10

  /// Exports that began; each becomes one success or one failure, however often its request is sent.
  package var attempts = 0
  package var successes = 0
  package var failures = 0
  /// Records, or data points of metrics, that receivers did not take of exports that succeeded.
  package var rejected = 0
  /// Records that found no room in the queue.
  package var dropped = 0
  /// Milliseconds since 1970.
  package var lastExport: Int64?
  package var lastSuccess: Int64?
  package var lastFailure: Int64?
  /// How long the latest export that has ended took, with all its requests.
  package var lastDuration: Duration?
  /// The latest errors, oldest first: `2026-11-25T12:00:00.000Z: HTTP 503`; without words of the receiver's.
  package var errors: [String] = []

  package init() {}

  mutating func begin(at time: Int64) {
    attempts += 1
    lastExport = time
  }

  mutating func succeed(rejected count: Int, at time: Int64, lasting duration: Duration) {
    successes += 1
    rejected += count
    lastSuccess = time
    lastDuration = duration
  }

  mutating func fail(at time: Int64, lasting duration: Duration) {
    failures += 1
    lastFailure = time
    lastDuration = duration
  }

  mutating func note(_ failure: ExportFailure, at time: Int64) {
    var line: [UInt8] = []
    line.appendTimestamp(time)
    line.append(contentsOf: ": \(failure.publicDescription)".utf8)
    if errors.count == Self.errorLimit { errors.removeFirst() }
    errors.append(String(decoding: line, as: UTF8.self))
  }
}
