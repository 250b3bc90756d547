import KongClient
import Logging
import ServiceLifecycle
import Synchronization
import Testing

@testable import AuthenticationService

@Suite(.timeLimit(.minutes(1))) struct KongProbeTests {
  /// Writes down levels and messages.
  struct Journal: LogHandler {
    final class Lines: Sendable {
      private let lines = Mutex<[String]>([])
      var all: [String] { lines.withLock { $0 } }
      func add(_ line: String) { lines.withLock { $0.append(line) } }
    }

    let lines: Lines
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      lines.add("\(event.level): \(event.message)\(event.metadata?["cause"].map { " (\($0))" } ?? "")")
    }
  }

  @Test func `changes are logged, and nothing else`() async {
    let journal = Journal.Lines()
    let script = Mutex<[TestService.Kong]>([.unreachable, .unreachable, .healthy, .healthy, .unreachable])
    let probe = KongProbe(logger: Logger(label: "test") { _ in Journal(lines: journal) }) {
      script.withLock { $0.removeFirst() }.finding
    }
    for _ in 1...5 { await probe.refresh() }
    #expect(
      journal.all == [
        "warning: Kong Admin API is not reachable (connection failed: refused)",
        "info: Kong Admin API is reachable",
        "warning: Kong Admin API is not reachable (connection failed: refused)",
      ])
    #expect(probe.health?.isHealthy == false)
  }

  @Test func `the first question is given up after its time, and that is an answer`() async {
    let probe = KongProbe(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }) {
      // Hangs until nobody wants to know any more.
      let (never, continuation) = AsyncStream<Never>.makeStream()
      for await _ in never {}
      continuation.finish()
      return TestService.Kong.unreachable.finding
    }
    await probe.refresh(within: .seconds(1), sleep: { _ in })
    #expect(probe.health?.isHealthy == false)
  }

  @Test func `it ends with the service, without waiting for the next check`() async throws {
    let probe = KongProbe(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }) {
      TestService.Kong.healthy.finding
    }
    let group = ServiceGroup(
      services: [probe], gracefulShutdownSignals: [], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    async let running: Void = group.run()
    await group.triggerGracefulShutdown()
    try await running
  }
}
