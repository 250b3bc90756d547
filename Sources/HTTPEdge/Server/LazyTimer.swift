import NIOCore

/// One timer of a connection whose deadline moves with every request at the price of a store.
///
/// A deadline that moves back leaves the scheduled task alone; when it fires early it looks at the deadline and sleeps again.
struct LazyTimer {
  private var deadline: NIODeadline?
  private var scheduled: (task: Scheduled<Void>, at: NIODeadline)?

  /// Moves the deadline; tells whether it needs ``schedule(at:on:fire:)``, because no task would fire in time.
  mutating func move(to deadline: NIODeadline) -> Bool {
    self.deadline = deadline
    guard let scheduled else { return true }
    return scheduled.at > deadline
  }

  /// Schedules the task for a deadline.
  ///
  /// - Parameter fire: runs on the event loop, perhaps too early: ask ``hasExpired(now:)`` first.
  mutating func schedule(at deadline: NIODeadline, on loop: any EventLoop, fire: @escaping () -> Void) {
    scheduled?.task.cancel()
    scheduled = (loop.assumeIsolated().scheduleTask(deadline: deadline, fire), deadline)
  }

  /// Notes that the scheduled task has fired; whether its deadline really has passed.
  mutating func hasExpired(now: NIODeadline) -> Bool {
    scheduled = nil
    guard let deadline, deadline <= now else { return false }
    self.deadline = nil
    return true
  }

  /// The deadline that is still ahead, for arming again after an early firing.
  var pending: NIODeadline? { deadline }

  mutating func cancel() {
    scheduled?.task.cancel()
    scheduled = nil
    deadline = nil
  }
}
