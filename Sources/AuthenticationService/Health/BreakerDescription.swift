import AuthenticationCore

extension CircuitBreakers {
  /// All of them by name.
  var all: [(name: String, breaker: CircuitBreaker)] {
    [
      ("getConsumerSecret", getConsumerSecret), ("createConsumerSecret", createConsumerSecret),
      ("healthCheck", healthCheck),
    ]
  }

  /// The state of the one that is worst off.
  var worstState: CircuitBreaker.State {
    let states = all.map(\.breaker.state)
    return states.contains(.open) ? .open : states.contains(.halfOpen) ? .halfOpen : .closed
  }

  /// The entry `circuitBreakers` of `/metrics`; breakers without a call are left out.
  var document: JSONOutput {
    .object(
      all.filter { $0.breaker.statistics != CircuitBreaker.Statistics() }.map { name, breaker in
        JSONMember(name, ["state": .string(breaker.state.rawValue), "stats": breaker.statistics.document])
      })
  }
}

extension CircuitBreaker.Statistics {
  /// The entry `stats` of a breaker, in the words of the replaced service.
  var document: JSONOutput {
    [
      "fires": .integer(admitted), "rejections": .integer(refused), "failures": .integer(failures),
      "successes": .integer(successes),
    ]
  }
}
