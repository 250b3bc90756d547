import NIOCore
import NIOPosix
import Telemetry
import TestSupport
import Testing

@testable import AuthenticationService

@Suite(.timeLimit(.minutes(1))) struct `Event loops` {
  @Test func `are looked at again and again until the end`() async throws {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
    let registry = MetricRegistry { 0 }
    let looks = EventLoopProbe(group: group, registry: registry, interval: .milliseconds(1))
    let running = Task { await looks.run() }
    let count = {
      guard case .histogram(_, let points)? = registry.data(of: ServiceMetrics.eventLoopDelay) else { return 0 }
      return points.reduce(0) { $0 + Int($1.count) }
    }
    // The time limit of the suite ends a wait in vain.
    while count() < 4 { await Task.yield() }
    running.cancel()
    await running.value
    try await group.shutdownGracefully()
    #expect(count() >= 4)
  }
}
