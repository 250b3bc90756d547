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
        let statistics = breaker.statistics
        return JSONMember(
          name,
          [
            "state": .string(breaker.state.rawValue),
            "stats": [
              "fires": .integer(statistics.admitted), "rejections": .integer(statistics.refused),
              "failures": .integer(statistics.failures), "successes": .integer(statistics.successes),
            ],
          ])
      })
  }
}
