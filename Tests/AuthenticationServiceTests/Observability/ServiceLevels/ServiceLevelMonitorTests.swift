import HTTPEdge
import Logging
import NIOCore
import Telemetry
import Testing

@testable import AuthenticationService

struct ServiceLevelMonitorTests {
  @Test func `it looks after each pause until it is cancelled`() async {
    let registry = MetricRegistry { 0 }
    let requests = RequestMetrics(registry, paths: ["/tokens"]) { 0 }
    let pauses = Recorder<Duration>()
    let found = Recorder<Int>()
    let slot = Recorder<ServiceLevelMonitor>()
    let monitor = ServiceLevelMonitor(
      registry, objectives: ServiceLevelObjective.documented, now: { .now },
      pause: { duration in
        found.append(slot.all[0].reports.count)
        guard pauses.all.count < 3 else { throw CancellationError() }
        pauses.append(duration)
        requests.ended(
          Request(method: .get, path: "/tokens", headers: RequestHeaders([]), id: .adopted("a")),
          ExchangeOutcome(status: 200, bodyBytes: 0, duration: .milliseconds(1)))
      }, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    slot.append(monitor)
    await monitor.run()
    #expect(pauses.all == [.seconds(10), .seconds(10), .seconds(10)])
    #expect(found.all == [0, 1, 1, 1])
  }

  @Test func `the service promises what its routes do`() throws {
    let objectives = try TestService().components.serviceLevels.objectives
    #expect(objectives.map(\.route) == ["/tokens", "/tokens/validate", "/health", "/metrics", "/"])
    #expect(objectives.map(\.availability) == [0.995, 0.999, 0.999, 0.999, 0.999])
  }
}
