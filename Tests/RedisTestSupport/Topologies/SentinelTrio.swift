/// A master with two replicas, and three sentinels of which two must agree before they replace it.
///
/// A master that is silent for a second is replaced; less would be a busy machine's silence, too.
package struct SentinelTrio: Sendable {
  /// What the sentinels call the master.
  package let masterName: String
  package let sentinels: [RedisServer]
  private let replication: RedisReplication

  package var sentinelPorts: [Int] { sentinels.map(\.port) }

  /// The master and the replicas by port.
  package var servers: [Int: RedisServer] {
    Dictionary(replication.servers.map { ($0.port, $0) }) { first, _ in first }
  }

  /// Starts the servers, uses them once the sentinels know them all, and removes them whatever happens.
  ///
  /// - Parameters:
  ///   - options: of the master and the replicas.
  ///   - sentinelPassword: what sentinels ask for, from clients and from one another.
  package static func use<Result: Sendable>(
    _ kind: RedisServer.Kind = .redis, masterName: String = "mymaster",
    _ options: RedisServer.Options = RedisServer.Options(), sentinelPassword: String? = nil,
    _ body: (SentinelTrio) async throws -> Result
  ) async throws -> Result {
    try await RedisReplication.use(kind, replicas: 2, options) { replication in
      let watching = RedisServer.Options(
        password: sentinelPassword, lines: lines(masterName, port: replication.master.port, options))
      return try await RedisServer.use(kind, as: .sentinel, LoopbackPort.plans(3, watching)) { sentinels in
        try await sentinels.concurrently { sentinel in
          // By default they look around every 10 s, and tell the others every 2 s. The period of pings is that of attempts
          // to connect again, too, which must be short against the silence that counts; and no replica is promoted that
          // has said nothing of itself for five of them, which must be long against the second in which it is asked.
          try await sentinel.command(
            "SENTINEL", "DEBUG", "INFO-PERIOD", "1000", "PUBLISH-PERIOD", "100", "PING-PERIOD", "300")
          try await sentinel.command(
            "INFO", "sentinel", until: { $0.contains("status=ok") && $0.contains("slaves=2,sentinels=3") })
        }
        return try await body(SentinelTrio(masterName: masterName, sentinels: sentinels, replication: replication))
      }
    }
  }

  private static func lines(_ name: String, port: Int, _ options: RedisServer.Options) -> [String] {
    var lines = [
      "sentinel monitor \(name) 127.0.0.1 \(port) 2", "sentinel down-after-milliseconds \(name) 1000",
      "sentinel failover-timeout \(name) 3000",
    ]
    if let user = options.user { lines.append("sentinel auth-user \(name) \(user.name)") }
    if let password = options.user?.password ?? options.password {
      lines.append("sentinel auth-pass \(name) \(password.quoted)")
    }
    return lines
  }
}

extension SentinelTrio {
  package struct UnknownMaster: Error {
    package let answer: String
  }

  /// The master, as the first sentinel that answers says now.
  package func master() async throws -> RedisServer {
    var answer = ""
    if let sentinel = sentinels.first(where: \.answers) {
      answer = try await sentinel.command("SENTINEL", "GET-MASTER-ADDR-BY-NAME", masterName)
    }
    return try server(addressed: answer.replacing("\n", with: ":"))
  }

  /// The port of the master, as the first sentinel that answers says now.
  package func masterPort() async throws -> Int { try await master().port }

  /// Waits until all sentinels that answer have agreed on another master.
  package func master(after old: RedisServer) async throws -> RedisServer {
    var agreed: String?
    for sentinel in sentinels where sentinel.answers {
      let line = try await sentinel.command(
        "INFO", "sentinel",
        until: { line in
          guard let address = Self.address(line) else { return false }
          return agreed.map { $0 == address } ?? !address.hasSuffix(":\(old.port)")
        })
      agreed = Self.address(line)
    }
    return try server(addressed: agreed ?? "")
  }

  /// From a line such as `master0:name=mymaster,status=ok,address=127.0.0.1:6379,slaves=2,sentinels=3`.
  private static func address(_ line: String) -> String? {
    line.split(separator: ",").first { $0.hasPrefix("address=") }.map { String($0.dropFirst("address=".count)) }
  }

  private func server(addressed address: String) throws -> RedisServer {
    guard let port = address.split(separator: ":").last.flatMap({ Int($0) }), let server = servers[port] else {
      throw UnknownMaster(answer: address)
    }
    return server
  }
}
