package import NIOCore

/// Listens to a channel for as long as it runs, over a connection of its own, which is made anew whenever it is lost.
package struct RedisSubscription: Sendable {
  /// What happens on the way.
  package enum Event: Sendable, Equatable {
    /// From here on every message is heard; those before may have been missed.
    case began
    case message(ByteBuffer)
    /// From here on messages are missed.
    case ended
  }

  private let client: RedisClient
  private let channel: String
  private let policy: ReconnectPolicy
  private let liveness: Duration

  /// - Parameters:
  ///   - policy: the times between attempts to listen again.
  ///   - liveness: how often the server is asked whether it is still there.
  package init(
    _ client: RedisClient, to channel: String, policy: ReconnectPolicy, liveness: Duration = .seconds(5)
  ) {
    self.client = client
    self.channel = channel
    self.policy = policy
    self.liveness = liveness
  }

  /// Listens until the task is cancelled.
  package func run(_ onEvent: @escaping @Sendable (Event) -> Void) async {
    var backoff = Backoff(policy)
    while !Task.isCancelled {
      if await listen(onEvent) { backoff.reset() }
      if Task.isCancelled { return }
      // A cooldown is for servers; who listens is only one of many who come.
      try? await Task.sleep(for: min(backoff.delayAfterFailure(), policy.maximumDelay))
    }
  }

  /// Listens over one connection; false when that never came about.
  private func listen(_ onEvent: @escaping @Sendable (Event) -> Void) async -> Bool {
    guard let point = client.topology.subscription(to: channel) else { return false }
    let order = SubscriptionOrder(onEvent)
    let onPush: @Sendable ([RESPValue]) -> Void = { message in
      if message.count == 3, let payload = message[2].bytes { order.hear(payload) }
    }
    guard let connection = try? await client.connector.connect(to: point.address, onPush: onPush) else { return false }
    defer { connection.close() }
    let command = RedisCommand(point.isSharded ? "SSUBSCRIBE" : "SUBSCRIBE", [.text(channel)])
    guard (try? await connection.send(command, within: client.connector.limits.connectTimeout)) != nil else {
      // In a cluster the channel may have moved.
      client.topology.tryNow()
      return false
    }
    order.begin()
    await withTaskGroup { group in
      group.addTask { await connection.staysAlive(interval: liveness) }
      group.addTask { await pointMoves(from: point) }
      await group.next()
      group.cancelAll()
    }
    order.end()
    return true
  }

  /// Returns when messages are to be had elsewhere.
  private func pointMoves(from point: RedisSubscriptionPoint) async {
    while !Task.isCancelled, client.topology.subscription(to: channel) == point {
      try? await Task.sleep(for: .milliseconds(200))
    }
  }
}
