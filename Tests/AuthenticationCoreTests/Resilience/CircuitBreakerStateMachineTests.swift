import AuthenticationCore
import TestSupport
import Testing

struct CircuitBreakerStateMachineTests {
  @Test(arguments: BreakerScript.table)
  func `does as its rules say`(_ story: BreakerScript) throws {
    try story.play()
  }

  @Test func `the table has at least eighty stories`() {
    #expect(BreakerScript.table.count >= 80)
    #expect(Set(BreakerScript.table.map(\.name)).count == BreakerScript.table.count)
  }

  @Test func `a reset closes it, whatever was`() {
    var machine = CircuitBreakerStateMachine(CircuitBreakerPolicy(volumeThreshold: 1))
    let now = ContinuousClock.now
    guard case .admitted(let permit) = machine.admit(at: now) else {
      Issue.record("refused")
      return
    }
    machine.record(.failure, of: permit, at: now)
    #expect(machine.state(at: now) == .open)
    machine.reset()
    #expect(machine.state(at: now) == .closed)
    machine.record(.failure, of: permit, at: now)
    #expect(machine.state(at: now) == .closed)
  }
}
