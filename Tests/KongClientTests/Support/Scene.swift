import AuthenticationCore
import KongClient
import Logging
import NIOPosix

/// Runs a test with a scripted Kong and a client of it, and clears both away.
///
/// Time limits are up when `timeIsUp` returns; without it they are far away.
func withKong(
  _ script: @escaping ScriptedServer.Script,
  basePath: String = "", token: Secret? = nil, logger: Logger = .silent,
  configure: (inout KongAdminConfiguration) -> Void = { _ in },
  timeIsUp: (@Sendable (ScriptedServer) async throws -> Void)? = nil,
  _ test: (ScriptedServer, KongAdminClient) async throws -> Void
) async throws {
  let server = try await ScriptedServer(script)
  let url = KongAdminURL(isSecure: false, host: server.host, port: server.port, path: basePath)
  let sleep: Sleep = { limit in
    if let timeIsUp { try await timeIsUp(server) } else { try await farAway(limit) }
  }
  try await withClient(of: url, token: token, logger: logger, configure: configure, sleep: sleep) { client in
    try await test(server, client)
  }
  try await server.close()
}

/// Runs a test with a client and clears it away.
func withClient(
  of url: KongAdminURL, token: Secret? = nil, logger: Logger = .silent,
  configure: (inout KongAdminConfiguration) -> Void = { _ in }, sleep: @escaping Sleep = farAway,
  _ test: (KongAdminClient) async throws -> Void
) async throws {
  let client = makeClient(of: url, token: token, logger: logger, configure: configure, sleep: sleep)
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
  of url: KongAdminURL, token: Secret? = nil, logger: Logger = .silent,
  configure: (inout KongAdminConfiguration) -> Void = { _ in }, sleep: @escaping Sleep = farAway
) -> KongAdminClient {
  var configuration = KongAdminConfiguration(deployment: .selfManaged(url), token: token, version: "1.2.3")
  // Patience for a busy machine.
  configuration.connectTimeout = .seconds(30)
  configure(&configuration)
  return KongAdminClient(
    configuration, on: .singletonMultiThreadedEventLoopGroup, logger: logger,
    sleep: sleep)
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
