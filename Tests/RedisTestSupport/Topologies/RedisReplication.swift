/// A master and its replicas.
package struct RedisReplication: Sendable {
  /// The master and the replicas as they were in the beginning.
  package let master: RedisServer
  package let replicas: [RedisServer]

  package var servers: [RedisServer] { [master] + replicas }

  /// The server of a port; nil if none of these has it.
  package func server(at port: Int) -> RedisServer? { servers.first { $0.port == port } }

  /// Starts the servers, uses them once the replicas follow, and removes them whatever happens.
  ///
  /// - Parameter options: of each server; servers with TLS do not follow one another.
  package static func use<Result: Sendable>(
    _ kind: RedisServer.Kind = .redis, replicas count: Int = 2,
    _ options: RedisServer.Options = RedisServer.Options(), _ body: (RedisReplication) async throws -> Result
  ) async throws -> Result {
    try await RedisServer.use(kind, options) { master in
      var following = options
      following.lines.append("replicaof 127.0.0.1 \(master.port)")
      return try await RedisServer.use(kind, LoopbackPort.plans(count, following)) { replicas in
        for replica in replicas { try await replica.command("INFO", "replication", until: isLinked) }
        for index in replicas.indices {
          try await master.command(
            "INFO", "replication", until: { $0.hasPrefix("slave\(index):") && $0.contains("state=online") })
        }
        return try await body(RedisReplication(master: master, replicas: replicas))
      }
    }
  }

  /// What a replica that follows its master says in `INFO replication`.
  static func isLinked(_ line: String) -> Bool { line.hasPrefix("master_link_status:up") }
}
