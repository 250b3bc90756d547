import NIOCore

/// A connection to a server that has let us in, for any number of callers at once.
package final class RedisConnection: Sendable {
  /// What the server has told about itself; set once, before anybody but the handshake sees the connection.
  package let server: ServerDescription
  let address: RedisAddress
  let link: RedisLink

  init(_ link: RedisLink, to address: RedisAddress, server: ServerDescription) {
    self.link = link
    self.address = address
    self.server = server
  }

  /// Completes when the connection has ended.
  package func closed() async {
    try? await link.channel.closeFuture.get()
  }

  /// Ends the connection; whoever waits is told.
  package func close() {
    link.channel.close(promise: nil)
  }

  /// Sends a command and waits for its reply.
  ///
  /// - Parameters:
  ///   - preludes: commands that go out right before it, such as `ASKING`; their replies are thrown away.
  ///   - limit: how long the reply is waited for.
  /// - Throws: ``RedisFailure/server(_:)`` for an error among replies, else why there is no reply.
  package func send(
    _ command: RedisCommand, after preludes: [RedisCommand] = [], within limit: Duration
  ) async throws(RedisFailure) -> RESPValue {
    try await link.send(command, after: preludes, within: limit)
  }
}

/// What a server says about itself.
package struct ServerDescription: Sendable, Equatable {
  package enum Kind: String, Sendable {
    case redis, valkey
  }

  package var kind = Kind.redis
  /// Such as `7.0.15`; empty when it does not say.
  package var version = ""

  package init() {}
}
