import AuthenticationCore
import KongClient
import Logging
import NIOPosix

/// Runs a test with a scripted Kong and a client of it, and clears both away.
func withKong(
  _ script: @escaping ScriptedServer.Script,
  basePath: String = "", token: Secret? = nil, logger: Logger = .silent,
  configure: (inout KongAdminConfiguration) -> Void = { _ in },
  _ test: (ScriptedServer, KongAdminClient) async throws -> Void
) async throws {
  let server = try await ScriptedServer(script)
  let url = try KongAdminURL("http://127.0.0.1:\(server.port)\(basePath)")
  try await withClient(of: url, token: token, logger: logger, configure: configure) { client in
    try await test(server, client)
  }
  try await server.close()
}

/// Runs a test with a client and clears it away.
func withClient(
  of url: KongAdminURL, token: Secret? = nil, logger: Logger = .silent,
  configure: (inout KongAdminConfiguration) -> Void = { _ in },
  _ test: (KongAdminClient) async throws -> Void
) async throws {
  var configuration = KongAdminConfiguration(deployment: .selfManaged(url), token: token, version: "1.2.3")
  // Patience for a busy machine; tests of time set their own.
  configuration.lookupTimeout = .seconds(30)
  configuration.healthTimeout = .seconds(30)
  configuration.connectTimeout = .seconds(30)
  configure(&configuration)
  let client = KongAdminClient(configuration, on: .singletonMultiThreadedEventLoopGroup, logger: logger)
  do {
    try await test(client)
  } catch {
    try await client.shutdown()
    throw error
  }
  try await client.shutdown()
}

extension Logger {
  static var silent: Logger { Logger(label: "silent", factory: { _ in SwiftLogNoOpLogHandler() }) }
}
