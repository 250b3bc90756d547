package import NIOCore

/// How servers stand together, and which of them a command goes to.
package protocol RedisTopology: Sendable {
  /// Keeps the connections until the task is cancelled.
  func run() async

  /// The connection that a command goes to first; nil while there is none.
  func connection(for command: RedisCommand) -> RedisConnection?

  /// Does what a server's no asks for: sends the command where it belongs, if that is elsewhere.
  ///
  /// - Parameters:
  ///   - preludes: commands that go out right before it, to the same server.
  ///   - origin: who has said no.
  /// - Throws: the no, where nothing else can be done.
  func recover(
    from error: RedisError, of command: RedisCommand, after preludes: [RedisCommand], by origin: RedisConnection,
    until deadline: NIODeadline
  ) async throws(RedisFailure) -> RESPValue

  /// The servers that hold data of their own: one, or the primaries of a cluster.
  var primaries: [RedisNode] { get }

  /// Waits for the end of the first attempts to connect; at most until the task is cancelled.
  func firstAttempt() async

  /// Where the messages of a channel are to be had; nil while nobody knows.
  func subscription(to channel: String) -> RedisSubscriptionPoint?

  /// Tries lost connections again at once.
  func tryNow()

  /// Gives connections up that are there and say nothing.
  func reconnect()
}

/// A server that sends the messages of a channel, and how they are asked for and sent.
package struct RedisSubscriptionPoint: Sendable, Equatable {
  package let address: RedisAddress
  /// Whether channels are spread over a cluster like keys (`SSUBSCRIBE`, `SPUBLISH`).
  package let isSharded: Bool
}
