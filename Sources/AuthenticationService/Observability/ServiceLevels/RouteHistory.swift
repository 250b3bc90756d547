/// What was counted of a route at moments of the last six hours: close together lately, further apart before.
///
/// A moment takes about 250 bytes, all of them together less than 60 KB.
struct RouteHistory: Sendable {
  private struct Moment: Sendable {
    let time: ContinuousClock.Instant
    let tally: RouteTally
  }

  /// Moments that are at least one step apart, oldest first.
  private struct Tier: Sendable {
    let step: Duration
    let capacity: Int
    var moments: [Moment] = []

    /// - Parameter span: how far back it reaches, whatever the time since the last step.
    init(step: Duration, span: Duration) {
      self.step = step
      capacity = Int(span / step) + 2
    }

    mutating func append(_ moment: Moment) {
      if let last = moments.last, last.time.duration(to: moment.time) < step { return }
      if moments.count == capacity { moments.removeFirst() }
      moments.append(moment)
    }
  }

  /// Finest first; the first one takes every tick of ``ServiceLevelMonitor``.
  private var tiers = [
    Tier(step: .seconds(10), span: .seconds(10 * 60)),
    Tier(step: .seconds(60), span: .seconds(60 * 60)),
    Tier(step: .seconds(5 * 60), span: .seconds(6 * 60 * 60)),
  ]

  /// How many moments are kept.
  var count: Int { tiers.reduce(0) { $0 + $1.moments.count } }

  /// Keeps what was counted until a moment, which is later than all before it.
  mutating func append(_ tally: RouteTally, at time: ContinuousClock.Instant) {
    for index in tiers.indices { tiers[index].append(Moment(time: time, tally: tally)) }
  }

  /// What was counted until the latest moment of the window's length before a time; nil if nothing was.
  func tally(before window: Duration, of time: ContinuousClock.Instant) -> RouteTally? {
    let target = time.advanced(by: .zero - window)
    let tier = tiers.first { tier in tier.moments.first.map { $0.time <= target } ?? false }
    return tier?.moments.last { $0.time <= target }?.tally
  }
}
