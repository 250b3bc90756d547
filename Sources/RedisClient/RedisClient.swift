import NIOCore

/// A client of Redis and Valkey, for any number of callers.
///
/// It connects in the background, as long as ``run()`` runs; while there is no connection, commands fail at once. Nothing is
/// repeated but what a cluster redirects.
package struct RedisClient: Sendable {
  package let topology: any RedisTopology
  /// Enters servers for purposes of their own, such as subscriptions.
  let connector: RedisConnector

  package init(_ topology: any RedisTopology, connector: RedisConnector) {
    self.topology = topology
    self.connector = connector
  }

  /// Keeps the connections until the task is cancelled.
  package func run() async {
    await topology.run()
  }

  /// Whether every server that holds data can be asked.
  package var isConnected: Bool {
    let primaries = topology.primaries
    return !primaries.isEmpty && primaries.allSatisfy { $0.connection != nil }
  }

  /// What the first connected server says about itself; nil while there is none.
  package var server: ServerDescription? {
    topology.primaries.lazy.compactMap(\.connection).first?.server
  }

  /// Sends any command.
  ///
  /// - Parameters:
  ///   - preludes: commands that go out right before it on the same connection; their replies are thrown away.
  ///   - limit: how long the reply is waited for, redirections included.
  package func send(
    _ command: RedisCommand, after preludes: [RedisCommand] = [], within limit: Duration
  ) async throws(RedisFailure) -> RESPValue {
    let deadline = NIODeadline.now() + TimeAmount(limit)
    guard let connection = topology.connection(for: command) else { throw .disconnected }
    do throws(RedisFailure) {
      return try await connection.link.send(command, after: preludes, until: deadline)
    } catch {
      guard case .server(let answer) = error else { throw error }
      return try await topology.recover(
        from: answer, of: command, after: preludes, by: connection, until: deadline)
    }
  }
}
