import AuthenticationCore
import HTTPEdge

/// Shows operators the circuit breakers, and closes one for them.
struct BreakerAdministrationHandler: Sendable {
  static let path = "/admin/breakers"

  let roster: BreakerRoster
  let problems: ProblemResponses

  /// `GET /admin/breakers`: all of them.
  func show(_ request: Request) -> Reply {
    let all = roster.all.map { JSONMember($0.name, $0.breaker.document) }
    return answer(["breakers": .object(all), "timestamp": .string(problems.clock.timestamp())])
  }

  /// `DELETE /admin/breakers/{name}`: it is closed, and forgets the outcomes that it has counted.
  func reset(_ request: Request) -> Reply {
    guard let name = request.lastSegment, let found = roster.all.first(where: { $0.name == name }) else {
      let names = roster.names.joined(separator: ", ")
      return .ready(
        problems.administration(request, .notFound, "There is no such circuit breaker; there are: \(names)"))
    }
    found.breaker.reset()
    return answer([
      "reset": .string(name), "state": .string(found.breaker.state.rawValue),
      "timestamp": .string(problems.clock.timestamp()),
    ])
  }

  private func answer(_ document: JSONOutput) -> Reply {
    .ready(Response(problems.heads.administration, body: document.pretty))
  }
}

extension AdministeredBreaker {
  fileprivate var document: JSONOutput {
    [
      "state": .string(state.rawValue),
      "secondsUntilTrial": timeToTrial.map { .integer(Int($0.components.seconds) + 1) } ?? .null,
      "stats": statistics.document,
    ]
  }
}
