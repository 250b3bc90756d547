/// The rules of batching, without clock and tasks: which records wait, what is due when, and what has become of all.
struct BatchQueue<Record: Sendable>: Sendable {
  /// What the exporter is to do next.
  enum Step: Sendable {
    case export([Record])
    /// Wait for an alarm, but not beyond the given time; nil waits for the alarm alone.
    case wait(atMost: Duration?)
    case end
  }

  private let limits: BatchLimits
  private var ring: RecordRing<Record>
  private var tally = BatchCounts()
  /// With how many waiting records the exporter wants to be woken; zero never.
  private var alarmCount = 0
  /// Since when the oldest waiting record has waited.
  private var waitingSince = Duration.zero
  /// Until when the exporter rests after a refusal.
  private var restingUntil = Duration.zero
  private var phase = Phase.open

  private enum Phase {
    /// Records are exported as they become due.
    case open
    /// What waits is exported at once.
    case closing
    /// Nothing is exported any more.
    case ended
  }

  init(_ limits: BatchLimits) {
    self.limits = limits
    ring = RecordRing(capacity: limits.queue)
  }

  var counts: BatchCounts {
    var counts = tally
    counts.waiting = ring.count
    return counts
  }

  /// Enters a record.
  ///
  /// - Parameter now: is asked for the first record that waits alone.
  /// - Returns: Whether the exporter must be woken, and a record that is dropped, to be freed outside of any lock.
  mutating func offer(_ record: Record, at now: () -> Duration) -> (wakes: Bool, dropped: Record?) {
    tally.accepted += 1
    guard phase != .ended else {
      tally.dropped += 1
      return (false, record)
    }
    if ring.count == 0 { waitingSince = now() }
    let dropped = ring.append(record)
    if dropped != nil { tally.dropped += 1 }
    guard ring.count == alarmCount else { return (false, dropped) }
    alarmCount = 0
    return (true, dropped)
  }

  /// Decides what is to be done, and takes the batch that is due.
  mutating func next(at now: Duration) -> Step {
    alarmCount = 0
    switch phase {
    case .ended: return .end
    case .closing: return ring.count == 0 ? .end : .export(take(at: now))
    case .open: break
    }
    if restingUntil > now { return .wait(atMost: restingUntil - now) }
    if ring.count == 0 {
      alarmCount = 1
      return .wait(atMost: nil)
    }
    let due = waitingSince + limits.delay
    if ring.count >= limits.batch || due <= now { return .export(take(at: now)) }
    alarmCount = limits.batch
    return .wait(atMost: due - now)
  }

  /// Enters what has become of a batch.
  mutating func settle(_ batch: [Record], _ outcome: ExportOutcome, at now: Duration) {
    tally.inFlight -= batch.count
    switch outcome {
    case .exported(let rejected):
      let lost = min(max(0, rejected), batch.count)
      tally.exported += batch.count - lost
      tally.failed += lost
    case .failed: tally.failed += batch.count
    case .refused: putBack(batch, at: now)
    }
  }

  /// Lets what waits become due.
  mutating func close() {
    if phase == .open { phase = .closing }
  }

  /// Drops what waits, and what comes later.
  mutating func end() {
    phase = .ended
    tally.dropped += ring.count
    ring = RecordRing(capacity: 1)
  }

  private mutating func take(at now: Duration) -> [Record] {
    let count = min(ring.count, limits.batch)
    var batch: [Record] = []
    batch.reserveCapacity(count)
    while batch.count < count, let record = ring.removeFirst() { batch.append(record) }
    tally.inFlight += batch.count
    // Those that are left have come before; when is not known of each.
    waitingSince = now
    return batch
  }

  /// The oldest of the batch are dropped when there is no room for all; a queue that closes has no time for another try.
  private mutating func putBack(_ batch: [Record], at now: Duration) {
    var back = 0
    for record in batch.reversed() {
      guard phase != .ended, ring.prepend(record) else { break }
      back += 1
    }
    tally.dropped += batch.count - back
    if phase == .closing { end() }
    restingUntil = now + limits.delay
  }
}
