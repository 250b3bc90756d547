import AsyncHTTPClient
import HTTPEdge
import KongSandbox
import NIOCore
import NIOHTTP1
import NIOPosix

/// A sandbox on free ports and a client to talk to it.
struct RunningSandbox: Sendable {
  struct Answer: Sendable {
    var status: UInt
    var reason: String
    var headers: [HeaderLines.Line]
    var body: String

    subscript(name: String) -> String? { headers.first { $0.name == name }?.value }
  }

  let sandbox: Sandbox
  let client: HTTPClient

  /// Starts a sandbox, hands it to `body`, and stops it whatever happens.
  static func with<Result>(
    _ configuration: SandboxConfiguration = SandboxConfiguration(), _ body: (RunningSandbox) async throws -> Result
  ) async throws -> Result {
    let group = MultiThreadedEventLoopGroup.singleton
    let sandbox = try await Sandbox.start(configuration, on: group)
    var options = HTTPClient.Configuration()
    options.connectionPool.retryConnectionEstablishment = false
    let client = HTTPClient(eventLoopGroupProvider: .shared(group), configuration: options)
    let running = RunningSandbox(sandbox: sandbox, client: client)
    do {
      let result = try await body(running)
      await running.stop()
      return result
    } catch {
      await running.stop()
      throw error
    }
  }

  private func stop() async {
    try? await client.shutdown()
    await sandbox.stop()
  }

  /// Asks one of the two doors.
  func ask(
    _ listener: SandboxListener, _ method: HTTPEdge.HTTPMethod = .get, _ target: String,
    headers: [(String, String)] = [], body: String = "", timeout: TimeAmount = .seconds(30)
  ) async throws -> Answer {
    var request = HTTPClientRequest(url: "http://\(listener.authority)\(target)")
    request.method = .RAW(value: method.name)
    for (name, value) in headers { request.headers.add(name: name, value: value) }
    if !body.isEmpty { request.body = .bytes(ByteBuffer(string: body)) }
    let response = try await client.execute(request, timeout: timeout)
    let content = try await response.body.collect(upTo: 64 * 1024 * 1024)
    return Answer(
      status: response.status.code,
      reason: response.status.reasonPhrase,
      headers: response.headers.map { HeaderLines.Line(name: $0.name, value: $0.value) },
      body: String(buffer: content))
  }

  func admin(_ target: String, timeout: TimeAmount = .seconds(30)) async throws -> Answer {
    try await ask(sandbox.admin, .get, target, timeout: timeout)
  }
}
