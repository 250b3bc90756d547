import AuthenticationCore
import KongClient
import MetricsTestKit
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct `Retries` {
  /// Retries at once, and counts them.
  final class Pauses: Sendable {
    private let pauses = Mutex(0)
    var count: Int { pauses.withLock { $0 } }

    func policy(_ budget: RetryBudget = RetryBudget()) -> RetryPolicy {
      RetryPolicy(budget: budget) { self.pauses.withLock { $0 += 1 } }
    }
  }

  let pauses = Pauses()

  @Test(arguments: [502, 503, 504])
  func `a gateway that did not reach Kong is asked again, once`(status: Int) async throws {
    try await withKong(
      { _, number in
        number == 1 ? .json("", status: status) : .json(page(credential()))
      }, retries: pauses.policy()
    ) { server, client in
      #expect(await client.conclude() == .signs("key-1"))
      #expect(server.requests.count == 2)
      #expect(pauses.count == 1)
    }
  }

  @Test func `they are counted`() async throws {
    let metrics = TestMetrics()
    try await withKong(
      { _, number in number == 1 ? .json("", status: 502) : .json(page(credential())) }, retries: pauses.policy(),
      metrics: metrics
    ) { _, client in
      _ = await client.conclude()
      _ = await client.conclude()
      let counter = try metrics.expectCounter("kong_retries_total")
      #expect(counter.totalValue == 1)
    }
  }

  @Test(arguments: [502, 503, 504])
  func `what fails again has failed`(status: Int) async throws {
    try await withKong({ _, _ in .json("", status: status) }, retries: pauses.policy()) { server, client in
      #expect(await client.conclude() == .status(status))
      #expect(server.requests.count == 2)
    }
  }

  @Test(arguments: [
    (500, []), (501, []), (505, []), (429, []), (401, []), (404, []), (400, []), (503, ["Retry-After: 1"]),
    (503, ["Retry-After: 0"]), (502, ["Retry-After: 7"]),
  ])
  func `an answer of Kong's own, or one that says when to come back, is taken as it is`(
    status: Int, headers: [String]
  ) async throws {
    try await withKong(
      { _, _ in
        .json("", status: status, headers: headers)
      }, retries: pauses.policy()
    ) { server, client in
      _ = await client.conclude()
      #expect(server.requests.count == 1)
    }
  }

  @Test func `who refuses connections is tried again, and nobody is told twice`() async throws {
    var surroundings = Surroundings()
    surroundings.retries = pauses.policy()
    let kong = KongDeployment.selfManaged(KongAdminURL(isSecure: false, host: "127.254.254.254", port: 9))
    try await withClient(of: kong, in: surroundings) { client in
      #expect(await client.conclude() == .connection("refused"))
      #expect(pauses.count == 1)
    }
  }

  @Test func `a connection that breaks within the answer is no reason`() async throws {
    try await withKong(
      { _, _ in
        .answerAndClose(`Connection fault`.started)
      }, retries: pauses.policy()
    ) { server, client in
      #expect(await client.conclude() == `Connection fault`.closed)
      #expect(server.requests.count == 1)
    }
  }

  @Test func `together they add a fifth to the load, and one`() async throws {
    let budget = RetryBudget()
    try await withKong({ _, _ in .json("", status: 503) }, retries: pauses.policy(budget)) { server, client in
      for _ in 1...50 { _ = await client.conclude() }
      #expect(server.requests.count == 50 + 11)
      #expect(budget.retries == 11)
    }
  }

  @Test func `connections that die at once are within the same budget`() async throws {
    let budget = RetryBudget()
    try await withKong({ _, _ in .close }, retries: pauses.policy(budget)) { server, client in
      for _ in 1...50 { #expect(await client.conclude() == `Connection fault`.closed) }
      #expect(server.requests.count == 50 + 11)
      #expect(pauses.count == 0)
    }
  }

  @Test func `a credential is never posted twice`() async throws {
    try await withKong(
      { request, _ in
        request.line.hasPrefix("POST") ? .json("", status: 503) : .json(page())
      }, retries: pauses.policy(), configure: { $0.provisionsCredentials = true }
    ) { server, client in
      #expect(await client.conclude() == .status(503).ofCreation)
      #expect(server.requests.filter { $0.line.hasPrefix("POST") }.count == 1)
      #expect(pauses.count == 0)
    }
  }

  @Test func `time limits cover the retry and the pause before it`() async throws {
    let never = RetryPolicy { try await farAway(.zero) }
    try await withKong(
      { _, _ in .json("", status: 503) }, retries: never,
      timeIsUp: { server in
        await server.next(.request)
      }
    ) { server, client in
      #expect(await client.conclude() == .fails(.unavailable(.timeout)))
      #expect(server.requests.count == 1)
    }
  }
}
