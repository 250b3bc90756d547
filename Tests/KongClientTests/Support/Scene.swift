import AuthenticationCore
import CoreMetrics
import KongClient
import Logging
import NIOPosix
import Testing

/// Which kind of Kong a scripted server is taken for.
enum World: Sendable, CaseIterable {
  case selfManaged
  case konnect

  func deployment(of server: ScriptedServer, path: String) throws -> KongDeployment {
    switch self {
    case .selfManaged:
      .selfManaged(KongAdminURL(isSecure: server.isSecure, host: server.name, port: server.port, path: path))
    case .konnect:
      .konnect(
        try #require(
          KonnectControlPlane(isSecure: server.isSecure, host: server.name, port: server.port, path: path)))
    }
  }
}

/// What a client has from outside.
struct Surroundings: Sendable {
  var logger: Logger = .silent
  var sleep: Sleep = farAway
  var now: MonotonicTime = { .now }
  var random: RandomWord = systemRandomWord
  var creationBreaker: CircuitBreaker?
  /// Nil repeats nothing, so that a test sees each request that a look-up makes.
  var retries: RetryPolicy?
  var metrics: any MetricsFactory = NOOPMetricsHandler.instance
}

/// Runs a test with a scripted Kong and a client of it, and clears both away.
///
/// Time limits are up when `timeIsUp` returns; without it they are far away.
func withKong(
  _ script: @escaping ScriptedServer.Script,
  as world: World = .selfManaged, basePath: String = "", tls: ScriptedServer.TLS? = nil, token: Secret? = nil,
  logger: Logger = .silent, now: @escaping MonotonicTime = { .now }, random: @escaping RandomWord = systemRandomWord,
  creationBreaker: CircuitBreaker? = nil, retries: RetryPolicy? = nil,
  metrics: any MetricsFactory = NOOPMetricsHandler.instance,
  configure: (inout KongAdminConfiguration) -> Void = { _ in },
  timeIsUp: (@Sendable (ScriptedServer) async throws -> Void)? = nil,
  _ test: (ScriptedServer, KongAdminClient) async throws -> Void
) async throws {
  let server = try await ScriptedServer(tls: tls, script)
  let sleep: Sleep = { limit in
    if let timeIsUp { try await timeIsUp(server) } else { try await farAway(limit) }
  }
  let surroundings = Surroundings(
    logger: logger, sleep: sleep, now: now, random: random, creationBreaker: creationBreaker, retries: retries,
    metrics: metrics)
  let deployment = try world.deployment(of: server, path: basePath)
  try await withClient(of: deployment, token: token, configure: configure, in: surroundings) { client in
    try await test(server, client)
  }
  try await server.close()
}

/// Runs a test with a client and clears it away.
func withClient(
  of deployment: KongDeployment, token: Secret? = nil,
  configure: (inout KongAdminConfiguration) -> Void = { _ in }, in surroundings: Surroundings = Surroundings(),
  _ test: (KongAdminClient) async throws -> Void
) async throws {
  let client = makeClient(of: deployment, token: token, configure: configure, in: surroundings)
  do {
    try await test(client)
  } catch {
    try await client.shutdown()
    throw error
  }
  try await client.shutdown()
}

/// A client that the test itself shuts down.
func makeClient(
  of deployment: KongDeployment, token: Secret? = nil,
  configure: (inout KongAdminConfiguration) -> Void = { _ in }, in surroundings: Surroundings = Surroundings()
) -> KongAdminClient {
  var configuration = KongAdminConfiguration(deployment: deployment, token: token, version: "1.2.3")
  // Patience for a busy machine.
  configuration.connectTimeout = .seconds(30)
  configuration.readTimeout = .seconds(30)
  configure(&configuration)
  return KongAdminClient(
    configuration, on: .singletonMultiThreadedEventLoopGroup, logger: surroundings.logger,
    sleep: surroundings.sleep, now: surroundings.now, random: surroundings.random,
    creationBreaker: surroundings.creationBreaker, retries: surroundings.retries,
    metrics: surroundings.metrics)
}

/// A time limit that no test reaches.
let farAway: Sleep = { _ in
  let (never, continuation) = AsyncStream<Never>.makeStream()
  for await _ in never {}
  continuation.finish()
}

extension Logger {
  static var silent: Logger { Logger(label: "silent", factory: { _ in SwiftLogNoOpLogHandler() }) }
}
