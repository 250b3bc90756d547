import AsyncHTTPClient
import Glibc
import KongSandbox
import NIOCore
import NIOHTTP1
import NIOPosix
import RedisTestSupport
import Testing

/// Many who want the same at the same time.
@Suite(.timeLimit(.minutes(1))) struct CoalescingTests {
  @Test func `a thousand first requests of one consumer are one call to Kong`() async throws {
    try await OpenDescriptors.many { try await askTogether() }
  }

  private func askTogether() async throws {
    try await Scene.play { scene in
      allowManyConnections()
      let gate = Gate()
      scene.sandbox.admin.faults.inject(.held(gate), on: "/consumers/*/jwt")
      var settings = HTTPClient.Configuration()
      settings.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 1000
      let client = HTTPClient(eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: settings)
      let statuses = await withTaskGroup(of: UInt?.self) { group in
        for _ in 0..<1000 {
          group.addTask {
            var request = HTTPClientRequest(url: "http://127.0.0.1:\(scene.port)/tokens")
            request.headers = ["X-Consumer-ID": SandboxSeed.alice, "X-Consumer-Username": "alice"]
            return try? await client.execute(request, timeout: .seconds(50)).status.code
          }
        }
        group.addTask {
          try? await scene.sandbox.admin.log.wait(for: 1, to: "/consumers/*/jwt")
          gate.open()
          return nil
        }
        return await group.reduce(into: [UInt?: Int]()) { $0[$1, default: 0] += 1 }
      }
      try await client.shutdown()
      #expect(statuses == [200: 1000, nil: 1])
      #expect(scene.sandbox.admin.log.count(to: "/consumers/*/jwt") == 1)
    }
  }

  @Test func `different consumers are asked for one by one`() async throws {
    try await Scene.play { scene in
      async let alice = scene.service.get("/tokens", as: SandboxSeed.alice)
      async let bob = scene.service.get("/tokens", as: SandboxSeed.bob)
      let answers = try await [alice, bob]
      #expect(answers.map(\.status) == [200, 200])
      #expect(scene.sandbox.admin.log.count(to: "/consumers/*/jwt") == 2)
    }
  }

  /// Both ends of a thousand connections are open in this process; the usual soft limit is 1024 files.
  private func allowManyConnections() {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}
