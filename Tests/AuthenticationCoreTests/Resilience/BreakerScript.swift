import AuthenticationCore
import Testing

/// A story of a circuit breaker in shorthand, such as `f f f:o x60 +60:h s:c`.
///
/// - `s`, `f`, `n`: a call that passes and ends at once with success, failure, or nothing to say
/// - `>a`: a call named a passes and is under way; `sa`, `fa`, `na`: it ends
/// - `x`: a call is refused; `x60`: with 60 seconds to the next trial
/// - `+1.5`: so many seconds pass
/// - `:c`, `:o`, `:h` after any of these: the breaker is then closed, open or half-open
struct BreakerScript: Sendable, CustomTestStringConvertible {
  let name: String
  let policy: CircuitBreakerPolicy
  let script: String

  init(_ name: String, _ script: String, _ change: (inout CircuitBreakerPolicy) -> Void = { _ in }) {
    var policy = CircuitBreakerPolicy()
    change(&policy)
    self.name = name
    self.policy = policy
    self.script = script
  }

  var testDescription: String { "\(name): \(script)" }

  /// Plays the story, and records an issue where the breaker does something else.
  func play() throws {
    var player = Player(machine: CircuitBreakerStateMachine(policy))
    for step in script.split(separator: " ") {
      let parts = step.split(separator: ":")
      try player.take(parts[0], of: step)
      if parts.count == 2 { player.check(parts[1], after: step) }
    }
  }

  private struct Player {
    var machine: CircuitBreakerStateMachine
    var now = ContinuousClock.now
    var underWay: [Substring: CircuitBreakerStateMachine.Permit] = [:]

    mutating func take(_ action: Substring, of step: Substring) throws {
      let name = action.dropFirst()
      switch action.first {
      case "+": now += .seconds(try #require(Double(name)))
      case "x": refuse(after: Double(name), of: step)
      case ">": underWay[name] = try permit(of: step)
      case "s": machine.record(.success, of: try ended(name, of: step), at: now)
      case "f": machine.record(.failure, of: try ended(name, of: step), at: now)
      case "n": machine.record(.neutral, of: try ended(name, of: step), at: now)
      default: Issue.record("unknown step \(step)")
      }
    }

    func check(_ state: Substring, after step: Substring) {
      let expected: [Substring: CircuitBreakerStateMachine.State] = ["c": .closed, "o": .open, "h": .halfOpen]
      #expect(machine.state(at: now) == expected[state], "after \(step)")
    }

    private mutating func ended(
      _ name: Substring, of step: Substring
    ) throws -> CircuitBreakerStateMachine.Permit {
      name.isEmpty ? try permit(of: step) : try #require(underWay[name], "\(step)")
    }

    private mutating func permit(of step: Substring) throws -> CircuitBreakerStateMachine.Permit {
      guard case .admitted(let permit) = machine.admit(at: now) else {
        throw Surprise(description: "refused at \(step)")
      }
      return permit
    }

    private mutating func refuse(after seconds: Double?, of step: Substring) {
      guard case .refused(let retryAfter) = machine.admit(at: now) else {
        Issue.record("passed at \(step)")
        return
      }
      if let seconds { #expect(abs(retryAfter / .seconds(1) - seconds) < 0.001, "at \(step)") }
    }
  }

  struct Surprise: Error, CustomStringConvertible {
    let description: String
  }
}
