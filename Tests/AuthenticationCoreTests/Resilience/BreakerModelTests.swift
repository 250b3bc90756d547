import AuthenticationCore
import TestSupport
import Testing

/// The state machine against ``BreakerOracle``, over random stories.
struct BreakerModelTests {
  /// One call that is under way in both.
  private struct Call {
    let permit: CircuitBreakerStateMachine.Permit
    let generation: Int
  }

  private struct Disagreement: Error, CustomStringConvertible {
    let description: String
  }

  private static func policy(_ random: inout SplitMix64) -> CircuitBreakerPolicy {
    CircuitBreakerPolicy(
      failureRateThreshold: Double([1, 30, 50, 75, 99, 100].randomElement(using: &random) ?? 50),
      volumeThreshold: Int.random(in: 1...8, using: &random),
      window: .milliseconds(1200 * Int.random(in: 1...5, using: &random)),
      buckets: [1, 2, 3, 4, 6, 10, 12].randomElement(using: &random) ?? 1,
      resetTimeout: .milliseconds(Int.random(in: 1...4000, using: &random)))
  }

  /// Plays one story of a hundred steps in both, and counts how often each state was seen.
  private func play(seed: UInt64, seen: inout [CircuitBreakerStateMachine.State: Int]) throws {
    var random = SplitMix64(seed: seed)
    let policy = Self.policy(&random)
    var machine = CircuitBreakerStateMachine(policy)
    var oracle = BreakerOracle(policy)
    let start = ContinuousClock.now
    var time = 0
    var calls: [Call] = []
    // Some stories are calm, some are stormy.
    let failures = Int.random(in: 0...100, using: &random)

    for step in 0..<100 {
      let now = start + .milliseconds(time)
      switch Int.random(in: 0..<100, using: &random) {
      case 0..<40:
        let generation = oracle.admit(at: time)
        switch machine.admit(at: now) {
        case .admitted(let permit):
          guard let generation else {
            throw Disagreement(description: "seed \(seed), step \(step): should have been refused")
          }
          calls.append(Call(permit: permit, generation: generation))
        case .refused:
          guard generation == nil else {
            throw Disagreement(description: "seed \(seed), step \(step): should have passed")
          }
        }
      case 40..<85 where !calls.isEmpty:
        let call = calls.remove(at: Int.random(in: 0..<calls.count, using: &random))
        let isNeutral = Int.random(in: 0..<10, using: &random) == 0
        let fails = Int.random(in: 0..<100, using: &random) < failures
        let outcome: CircuitBreakerStateMachine.Outcome = isNeutral ? .neutral : fails ? .failure : .success
        machine.record(outcome, of: call.permit, at: now)
        oracle.record(outcome, of: call.generation, at: time)
      default:
        time += Int.random(in: 0...700, using: &random)
      }
      let state = oracle.state(at: time)
      seen[state, default: 0] += 1
      guard machine.state(at: start + .milliseconds(time)) == state else {
        throw Disagreement(description: "seed \(seed), step \(step): is not \(state)")
      }
    }
  }

  @Test func `agrees with the oracle over 20,000 random stories`() throws {
    var seen: [CircuitBreakerStateMachine.State: Int] = [:]
    for seed in 1...20_000 as ClosedRange<UInt64> { try play(seed: seed, seen: &seen) }
    // The stories are worth something only if they lead everywhere.
    for state in CircuitBreakerStateMachine.State.allCases { #expect(seen[state, default: 0] > 100_000, "\(state)") }
  }
}
