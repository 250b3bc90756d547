package import NIOCore
import Synchronization

/// A cluster: each key has its server, and servers say where a key has gone.
///
/// There is one connection to each primary, and one to each replica if reads may go there.
package final class ClusterTopology: RedisTopology {
  /// The most servers that one command is sent to, one after the other.
  private static let redirectionLimit = 5
  private static let interval = Duration.seconds(30)
  private static let intervalInTrouble = Duration.milliseconds(250)

  private let seeds: [RedisAddress]
  private let connector: RedisConnector
  private let readsFromReplicas: Bool
  private let nodes: ClusterNodes
  private let latestMap = Mutex<SlotMap?>(nil)
  private let tried = Latch()
  private let alarm: Alarm

  /// Makes a topology.
  ///
  /// - Parameters:
  ///   - seeds: servers of which one at least is there; the others are found out.
  ///   - readsFromReplicas: whether reads may be answered by replicas, which may be a moment behind.
  package init(
    _ seeds: [RedisAddress], connector: RedisConnector, policy: ReconnectPolicy, readsFromReplicas: Bool = false,
    onEvent: @escaping @Sendable (RedisNode.Event) -> Void = { _ in }
  ) {
    self.seeds = seeds
    self.connector = connector
    self.readsFromReplicas = readsFromReplicas
    let alarm = Alarm()
    self.alarm = alarm
    // All of them, as a primary becomes a replica at any time.
    let role = readsFromReplicas ? RedisNode.Role.replica : .any
    nodes = ClusterNodes { address in
      RedisNode(address, connector: connector, policy: policy, role: role) { event in
        if case .lost = event { alarm.ring() }
        onEvent(event)
      }
    }
  }

  package var primaries: [RedisNode] {
    (map?.shards ?? []).compactMap { nodes[$0.primary] }
  }

  private var map: SlotMap? { latestMap.withLock { $0 } }

  package func run() async {
    await withDiscardingTaskGroup { group in
      group.addTask { [self] in await nodes.run() }
      while !Task.isCancelled {
        await refresh()
        for node in primaries { await node.firstAttempt() }
        tried.open()
        let isWell = map != nil && primaries.allSatisfy { $0.connection != nil }
        await alarm.wait(atMost: isWell ? Self.interval : Self.intervalInTrouble)
      }
    }
    tried.open()
  }

  package func connection(for command: RedisCommand) -> RedisConnection? {
    guard let key = command.key else { return primaries.lazy.compactMap(\.connection).first }
    guard let shard = map?.shard(of: HashSlot.of(key)) else {
      alarm.ring()
      return nil
    }
    if command.isRead, readsFromReplicas,
      let replica = shard.replicas.compactMap({ nodes[$0]?.connection }).randomElement()
    {
      return replica
    }
    return nodes.node(at: shard.primary).connection
  }

  package func recover(
    from error: RedisError, of command: RedisCommand, after preludes: [RedisCommand], by origin: RedisConnection,
    until deadline: NIODeadline
  ) async throws(RedisFailure) -> RESPValue {
    var (answer, address) = (error, origin.address)
    for _ in 0..<Self.redirectionLimit {
      guard let redirection = Redirection(answer, from: address) else {
        if ["CLUSTERDOWN", "TRYAGAIN", "EXECABORT", "READONLY"].contains(answer.code) { alarm.ring() }
        throw .server(answer)
      }
      if !redirection.isForOnce { learn(redirection) }
      let node = nodes.node(at: redirection.address)
      // Somebody new; his connection is on its way.
      await node.firstAttempt(until: deadline)
      guard let connection = node.connection else { throw deadline <= .now() ? .timeout : .disconnected }
      let asking = redirection.isForOnce ? [RedisCommand("ASKING")] : []
      do throws(RedisFailure) {
        return try await connection.link.send(command, after: asking + preludes, until: deadline)
      } catch {
        guard case .server(let next) = error else { throw error }
        (answer, address) = (next, redirection.address)
      }
    }
    throw .unreachable("too many redirections")
  }

  package func firstAttempt() async {
    await tried.wait()
  }

  package func subscription(to channel: String) -> RedisSubscriptionPoint? {
    map?.shard(of: HashSlot.of(channel)).map { RedisSubscriptionPoint(address: $0.primary, isSharded: true) }
  }

  package func tryNow() {
    for node in nodes.all { node.tryNow() }
    alarm.ring()
  }

  package func reconnect() {
    for node in nodes.all { node.reconnect() }
    alarm.ring()
  }

  private func learn(_ redirection: Redirection) {
    latestMap.withLock { $0?.move(redirection.slot, to: redirection.address) }
    alarm.ring()
  }

  /// Asks the cluster who owns what.
  private func refresh() async {
    guard let map = await freshMap(), !Task.isCancelled else { return }
    latestMap.withLock { $0 = map }
    var addresses = Set(map.shards.map(\.primary))
    if readsFromReplicas { addresses.formUnion(map.shards.flatMap(\.replicas)) }
    for address in addresses { _ = nodes.node(at: address) }
    nodes.keepOnly(addresses)
  }

  private func freshMap() async -> SlotMap? {
    let limit = connector.limits.connectTimeout
    for node in primaries {
      if let map = try? await map(from: node.address, node.send(Self.question, within: limit)) { return map }
    }
    for seed in seeds {
      guard let connection = try? await connector.connect(to: seed) else { continue }
      let answer = try? await connection.send(Self.question, within: limit)
      connection.close()
      if let answer, let map = map(from: seed, answer) { return map }
    }
    return nil
  }

  private static let question = RedisCommand("CLUSTER", ["SLOTS"])

  private func map(from address: RedisAddress, _ answer: RESPValue) -> SlotMap? {
    guard case .tcp(let host, _) = address, let map = SlotMap(answer, askedAt: host), !map.shards.isEmpty else {
      return nil
    }
    return map
  }
}
