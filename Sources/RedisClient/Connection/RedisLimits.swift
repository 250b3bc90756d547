/// How long a server is waited for, and how much it may owe.
package struct RedisLimits: Sendable {
  /// For a connection to come about, TLS, authentication and all.
  package var connectTimeout = Duration.seconds(5)
  /// Commands under way on one connection, those included that nobody waits for any more.
  package var commandsInFlight = 10_000
  /// How long a server that owes replies may say nothing before its connection is given up.
  package var silence = Duration.seconds(10)

  package init() {}
}
