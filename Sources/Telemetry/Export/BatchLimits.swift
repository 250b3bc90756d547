/// How many records wait, and for how long.
package struct BatchLimits: Sendable, Equatable {
  /// The most records that wait; the oldest makes room for the newest.
  package var queue: Int
  /// How many records are exported together.
  package var batch: Int
  /// How long a record waits for others, and how long a refused batch waits for the next try.
  package var delay: Duration
  /// How long what waits at the end may take to be exported.
  package var flush: Duration

  /// - Parameters:
  ///   - queue: at least one.
  ///   - batch: from one to `queue`; what is outside of it is put to its nearest end.
  package init(
    queue: Int = 512, batch: Int = 128, delay: Duration = .milliseconds(500), flush: Duration = .seconds(5)
  ) {
    self.queue = max(1, queue)
    self.batch = min(max(1, batch), self.queue)
    self.delay = delay
    self.flush = flush
  }
}
