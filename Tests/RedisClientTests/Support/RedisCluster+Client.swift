import RedisClient
import RedisTestSupport

extension RedisCluster {
  /// A client that is told of one node, after one that is not there, while `body` uses it.
  func use(
    _ access: RedisAccess = RedisAccess(), readsFromReplicas: Bool = false,
    _ body: (RedisClient, NodeEvents) async throws -> Void
  ) async throws {
    let events = NodeEvents()
    let connector = RedisConnector.testing(access)
    let seeds = [RedisAddress.tcp(host: "127.0.0.1", port: 1), primaries[1].address]
    let topology = ClusterTopology(
      seeds, connector: connector, policy: .brisk, readsFromReplicas: readsFromReplicas, onEvent: events.note)
    try await RedisClient.use(topology, connector) { try await body($0, events) }
  }

  /// Keys of which each primary has some.
  static let keys = (0..<60).map { "key:\($0)" }
}

extension RedisServer {
  /// How often a server has answered with an error of a kind.
  func errors(_ code: String) async throws -> Int {
    try await statistic("errorstats", "errorstat_\(code):count=")
  }

  /// How often a server has been given a command, in small letters.
  func calls(of command: String) async throws -> Int {
    try await statistic("commandstats", "cmdstat_\(command):calls=")
  }

  /// The number that follows these words in a section of `INFO`; 0 when they do not occur.
  private func statistic(_ section: String, _ words: String) async throws -> Int {
    let line = try await command("INFO", section).split(whereSeparator: \.isNewline).first { $0.hasPrefix(words) }
    return line.flatMap { Int($0.dropFirst(words.count).prefix { $0.isNumber }) } ?? 0
  }
}
