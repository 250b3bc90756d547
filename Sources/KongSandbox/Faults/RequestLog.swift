package import HTTPEdge
import Synchronization

/// What has arrived at a listener.
package final class RequestLog: Sendable {
  /// One request, as far as tests ask about it.
  package struct Entry: Sendable {
    package let method: HTTPMethod
    package let path: String
    package let query: String?
    package let headers: HeaderLines
  }

  private struct Waiter {
    let path: PathPattern
    let gate: Gate
    var missing: Int
  }

  private struct State {
    var entries: [Entry] = []
    var total = 0
    var waiters: [Waiter] = []
  }

  /// How many requests are kept; later ones are only counted in ``total``.
  private static let capacity = 10_000

  private let state = Mutex(State())

  /// The number of all requests, ever.
  package var total: Int { state.withLock(\.total) }

  /// The requests to `path`, oldest first.
  package func entries(to path: PathPattern = .all) -> [Entry] {
    state.withLock(\.entries).filter { path.matches($0.path) }
  }

  /// The number of requests to `path`.
  package func count(to path: PathPattern = .all) -> Int {
    entries(to: path).count
  }

  /// Returns as soon as `count` requests to `path` have arrived since the start.
  ///
  /// - Throws: `CancellationError` when the task is cancelled before that.
  package func wait(for count: Int, to path: PathPattern = .all) async throws(CancellationError) {
    let gate = Gate()
    let hasArrived = state.withLock { state in
      let missing = count - state.entries.count { path.matches($0.path) }
      if missing > 0 { state.waiters.append(Waiter(path: path, gate: gate, missing: missing)) }
      return missing <= 0
    }
    if hasArrived { return }
    await gate.pass()
    state.withLock { $0.waiters.removeAll { $0.gate === gate } }
    if Task.isCancelled { throw CancellationError() }
  }

  func record(_ request: Request) {
    let entry = Entry(
      method: request.method, path: request.path, query: request.query, headers: HeaderLines(request.headers.all))
    let gates = state.withLock { state in
      state.total += 1
      if state.entries.count < Self.capacity { state.entries.append(entry) }
      for index in state.waiters.indices where state.waiters[index].path.matches(entry.path) {
        state.waiters[index].missing -= 1
      }
      return state.waiters.filter { $0.missing <= 0 }.map(\.gate)
    }
    for gate in gates { gate.open() }
  }
}
