import AsyncHTTPClient
import AuthenticationService
import KongSandbox
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// An embedded Kong and the real service behind it, on sockets of 127.0.0.1, for the length of one test.
struct Scene: Sendable {
  let sandbox: Sandbox
  /// The port of the service.
  let port: Int
  /// What the service has logged.
  let journal: Journal
  private let group: ServiceGroup

  /// The service's own address, for a client that plays Kong.
  var service: Client { Client(base: "http://127.0.0.1:\(port)") }
  /// Kong's proxy, for a client that holds an API key.
  var gateway: Client { Client(base: "http://\(sandbox.proxy.authority)") }

  /// Begins the orderly shutdown of the service; the scene goes on.
  func stopService() async {
    await group.triggerGracefulShutdown()
  }
}

extension Scene {
  /// Sets the scene, plays it, and takes everything down.
  ///
  /// - Parameters:
  ///   - variables: of the service's environment, over the least that it needs; `{admin}` stands for the Admin API's address.
  ///   - kong: how the embedded Kong starts.
  ///   - now: the monotonic time of what is remembered, and of breakers.
  ///   - prepare: changes Kong before the service starts.
  static func play<Result: Sendable>(
    _ variables: [String: String] = [:], kong: SandboxConfiguration = SandboxConfiguration(),
    now: @escaping @Sendable () -> ContinuousClock.Instant = { .now },
    prepare: (Sandbox) async throws -> Void = { _ in }, _ body: (Scene) async throws -> Result
  ) async throws -> Result {
    try await Sandbox.use(kong) { sandbox in
      try await prepare(sandbox)
      return try await play(behind: sandbox, variables, now: now, body)
    }
  }

  /// Plays a scene with a Kong that others use as well.
  static func play<Result: Sendable>(
    behind sandbox: Sandbox, _ variables: [String: String], on loops: MultiThreadedEventLoopGroup = .singleton,
    now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }, _ body: (Scene) async throws -> Result
  ) async throws -> Result {
    let configuration = try configuration(variables, admin: sandbox.admin.authority)
    let journal = Journal()
    let logger = Logger(label: "test") { _ in JournalHandler(journal: journal) }
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    var server = AuthenticationServer(configuration, on: loops, now: now, logger: logger) { port.yield($0) }
    server.startPatience = configuration.circuitBreaker.healthCheck.timeout
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [
          ServiceGroupConfiguration.ServiceConfiguration(
            service: server, successTerminationBehavior: .gracefullyShutdownGroup)
        ], logger: logger))
    return try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask {
        defer { port.finish() }
        try await group.run()
      }
      guard let bound = await ports.first(where: { _ in true }) else {
        try await tasks.waitForAll()
        throw CancellationError()
      }
      sandbox.publish(authenticationService: "127.0.0.1:\(bound)")
      let scene = Scene(sandbox: sandbox, port: bound, journal: journal, group: group)
      let result: Result
      do {
        result = try await body(scene)
      } catch {
        await group.triggerGracefulShutdown()
        throw error
      }
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
      return result
    }
  }

  private static func configuration(_ variables: [String: String], admin: String) throws -> ServiceConfiguration {
    let least = [
      "HOST": "127.0.0.1",
      "KONG_JWT_AUTHORITY": "https://api.example.com",
      "KONG_JWT_AUDIENCE": "example-api",
      "KONG_ADMIN_URL": "http://{admin}",
      // A busy machine is no outage.
      "KONG_REQUEST_TIMEOUT_MS": "30000", "KONG_CONNECT_TIMEOUT_MS": "30000", "KONG_READ_TIMEOUT_MS": "30000",
      // An open breaker would answer in Kong's place; its own tests switch it on.
      "CIRCUIT_BREAKER_ENABLED": "false",
    ]
    let environment = least.merging(variables) { $1 }.mapValues { $0.replacing("{admin}", with: admin) }
    var configuration = try ServiceConfiguration.load(environment: environment)
    configuration.server.port = 0
    configuration.circuitBreaker.healthCheck.timeout = .seconds(30)
    return configuration
  }
}
