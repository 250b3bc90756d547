import Foundation
import KongSandbox
import RedisTestSupport
import Synchronization
import Testing

/// The end of a process under load, as in a rolling update.
@Suite(.timeLimit(.minutes(2))) struct DrainTests {
  /// What the clients saw.
  private final class Tally: Sendable {
    private let answers = Mutex(0)

    var count: Int { answers.withLock { $0 } }

    func add() {
      answers.withLock { $0 += 1 }
    }
  }

  @Test func `no request of 64 busy connections fails, ten times in a row`() async throws {
    for _ in 1...10 { try await endUnderLoad() }
  }

  private func endUnderLoad() async throws {
    try await Sandbox.use { sandbox in
      let port = try await LocalPort.free()
      let variables = ServeCommandTests.variables(port: port, admin: sandbox.admin.authority)
      let tally = Tally()
      let (_, exitCode) = try await ServiceProcess.serve(variables) { process, _ in
        try await withThrowingTaskGroup(of: Void.self) { group in
          for _ in 1...64 { group.addTask { try await Self.askUntilToldToLeave(port: port, tally) } }
          _ = try await eventually({ tally.count }) { $0 > 2000 }
          process.send(SIGTERM)
          try await group.waitForAll()
        }
      }
      #expect(exitCode == 0)
      #expect(tally.count > 2000)
    }
  }

  /// Asks for tokens on one connection until an answer says that it is the last one; throws when one does not come.
  private static func askUntilToldToLeave(port: Int, _ tally: Tally) async throws {
    try await RawConnection.open(port: port) { connection in
      while true {
        try await connection.request(
          "GET", "/tokens", "X-Consumer-ID: \(SandboxSeed.alice)", "X-Consumer-Username: alice")
        let head = try await connection.readResponse().head
        try #require(head.first == "HTTP/1.1 200 OK")
        tally.add()
        if head.value(of: "Connection") == "close" { return }
      }
    }
  }
}
