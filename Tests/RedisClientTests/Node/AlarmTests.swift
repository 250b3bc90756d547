import Testing

@testable import RedisClient

@Suite(.timeLimit(.minutes(1))) struct `Waiting for an event` {
  /// Longer than any test may take.
  static let long = Duration.seconds(3600)

  @Test func `an alarm that rang before ends the next wait`() async {
    let alarm = Alarm()
    alarm.ring()
    alarm.ring()
    await alarm.wait(atMost: Self.long)
  }

  @Test func `an alarm ends the wait of who waits already`() async {
    let alarm = Alarm()
    for _ in 1...100 {
      async let wait: Void = alarm.wait(atMost: Self.long)
      await Task.yield()
      alarm.ring()
      await wait
    }
  }

  @Test func `a wait for an alarm is over when its time is`() async {
    let alarm = Alarm()
    for _ in 1...3 { await alarm.wait(atMost: .milliseconds(1)) }
    // It waits anew.
    alarm.ring()
    await alarm.wait(atMost: Self.long)
  }

  @Test func `who is cancelled waits no more`() async {
    for _ in 1...100 {
      let (alarm, latch) = (Alarm(), Latch())
      let waits = [
        Task { await alarm.wait(atMost: Self.long) }, Task { await latch.wait() }, Task { await latch.wait() },
      ]
      if Bool.random() { await Task.yield() }
      for wait in waits { wait.cancel() }
      for wait in waits { await wait.value }
    }
  }

  @Test func `a latch lets all pass once it is open`() async {
    let latch = Latch()
    let waits = (1...100).map { _ in Task { await latch.wait() } }
    await Task.yield()
    latch.open()
    latch.open()
    for wait in waits { await wait.value }
    await latch.wait()
  }
}
