/// A clock whose type does not matter.
struct Timekeeper: Sendable {
  /// The time since this was made.
  let now: @Sendable () -> Duration
  /// Whether its time is that of the system.
  let isReal: Bool
  /// Lets time pass; throws when the task is cancelled.
  let sleep: @Sendable (Duration) async throws -> Void

  init<C: Clock>(_ clock: C) where C.Duration == Duration {
    let origin = clock.now
    isReal = clock is ContinuousClock
    now = { origin.duration(to: clock.now) }
    sleep = { try await clock.sleep(for: $0) }
  }
}
