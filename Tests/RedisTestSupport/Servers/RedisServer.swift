import Foundation
import Synchronization

/// A real server, in a process and a folder of its own, that keeps nothing beyond its end.
package final class RedisServer: Sendable {
  /// What a process of the server's program does.
  enum Role {
    case data, sentinel
  }

  package let kind: Kind
  package let options: Options
  /// Of 127.0.0.1.
  package let port: Int
  /// The Unix socket; nil if the options ask for none.
  package let socketPath: String?
  let role: Role
  /// Holds the configuration file, and whatever the server itself puts there.
  let folder: String
  private let process = Mutex<ChildProcess?>(nil)
  private let paused = Mutex(false)

  private init(_ kind: Kind, _ options: Options, as role: Role, port: Int) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "redis-\(port)-\(UUID().uuidString)").path
    self.kind = kind
    self.options = options
    self.port = port
    self.role = role
    self.folder = folder
    socketPath = options.hasSocket ? "\(folder)/socket" : nil
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try configuration.joined(separator: "\n").appending("\n")
      .write(toFile: configurationFile, atomically: true, encoding: .utf8)
  }

  /// Servers do write to it, as on `CONFIG REWRITE`, and find it so when they start again.
  private var configurationFile: String { "\(folder)/redis.conf" }

  /// Whether there is a process, if only a paused one.
  package var isRunning: Bool { process.withLock { $0?.isRunning ?? false } }

  /// Whether who asks it can hope for an answer.
  package var answers: Bool { isRunning && !paused.withLock { $0 } }

  /// What the server has logged until it was ready, for the report of a failure.
  package var log: [String] { process.withLock { $0?.output.linesRead ?? [] } }

  /// Starts the server, again on the same port if it has run before, and waits until it takes connections.
  package func start() async throws {
    guard let program = kind.program else { throw Executable.Missing(name: kind.rawValue) }
    let arguments = [configurationFile] + (role == .sentinel ? ["--sentinel"] : [])
    let child = try await ChildProcess.start(program, arguments)
    process.withLock { $0 = child }
    paused.withLock { $0 = false }
    let sign = role == .sentinel ? "Sentinel ID is" : "Ready to accept connections"
    guard await child.output.first(where: { $0.contains(sign) }) != nil else {
      await child.end()
      throw NotReady(log: child.output.linesRead)
    }
  }

  /// Ends the server as a crash would, and waits for its end.
  package func kill() async {
    await process.withLock { $0 }?.end()
  }

  /// Ends the server as an operator would, and waits for its end.
  package func terminate() async {
    let child = process.withLock { $0 }
    child?.send(SIGTERM)
    _ = await child?.exitStatus()
  }

  /// Lets the server neither read nor answer, with all its connections open.
  package func pause() async throws {
    let child = process.withLock { $0 }
    paused.withLock { $0 = true }
    child?.send(SIGSTOP)
    try await child?.hasStopped()
  }

  /// Lets a paused server go on.
  package func resume() {
    process.withLock { $0 }?.send(SIGCONT)
    paused.withLock { $0 = false }
  }

  /// Leaves nothing behind.
  private func remove() async {
    await kill()
    try? FileManager.default.removeItem(atPath: folder)
    LoopbackPort.give(back: port)
  }

  package struct NotReady: Error {
    package let log: [String]
  }
}

extension RedisServer {
  /// Starts a server, uses it once it takes connections, and removes it whatever happens.
  package static func use<Result: Sendable>(
    _ kind: Kind = .redis, _ options: Options = Options(), _ body: (RedisServer) async throws -> Result
  ) async throws -> Result {
    try await use(kind, [(LoopbackPort.free(), options)]) { try await body($0[0]) }
  }

  /// Starts a server for each of the options at the same time, and removes them all whatever happens.
  static func use<Result: Sendable>(
    _ kind: Kind, as role: Role = .data, _ plans: [(port: Int, options: Options)],
    _ body: ([RedisServer]) async throws -> Result
  ) async throws -> Result {
    let servers = try plans.map { try RedisServer(kind, $0.options, as: role, port: $0.port) }
    let result: Result
    do {
      try await servers.concurrently { try await $0.start() }
      result = try await body(servers)
    } catch {
      for server in servers { await server.remove() }
      throw error
    }
    for server in servers { await server.remove() }
    return result
  }
}
