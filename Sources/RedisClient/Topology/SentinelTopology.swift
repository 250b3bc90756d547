package import NIOCore
import Synchronization

/// A master that Sentinels watch over, and whoever takes its place.
///
/// Where the master is, is asked of the Sentinels; that it has moved, they say themselves (`+switch-master`), or the server that is
/// none any more (`READONLY`).
package final class SentinelTopology: RedisTopology {
  /// The time between two questions while all is well, in case nobody tells us that the master has moved.
  private static let interval = Duration.seconds(10)
  /// The same while there is no master to talk to.
  private static let intervalInTrouble = Duration.milliseconds(250)

  private let sentinels: SentinelDirectory
  private let makeNode: @Sendable (RedisAddress, _ onEvent: @escaping @Sendable (RedisNode.Event) -> Void) -> RedisNode
  private let onEvent: @Sendable (RedisNode.Event) -> Void
  private let current = Mutex<RedisNode?>(nil)
  private let tried = Latch()
  private let alarm = Alarm()

  /// Makes a topology.
  ///
  /// - Parameters:
  ///   - sentinels: whom to ask.
  ///   - connector: how the master is entered.
  ///   - policy: how a lost master is tried again, as long as no Sentinel names another one.
  package init(
    _ sentinels: SentinelDirectory, connector: RedisConnector, policy: ReconnectPolicy,
    onEvent: @escaping @Sendable (RedisNode.Event) -> Void = { _ in }
  ) {
    self.sentinels = sentinels
    self.onEvent = onEvent
    makeNode = { address, onEvent in
      // A Sentinel may be wrong for a moment: a replica must not be taken for the master.
      RedisNode(address, connector: connector, policy: policy, role: .master, onEvent: onEvent)
    }
  }

  package var primaries: [RedisNode] { master.map { [$0] } ?? [] }

  private var master: RedisNode? { current.withLock { $0 } }

  package func run() async {
    await withDiscardingTaskGroup { group in
      group.addTask { [self] in await sentinels.watch { self.alarm.ring() } }
      group.addTask { [self] in await follow() }
    }
    tried.open()
  }

  package func connection(for command: RedisCommand) -> RedisConnection? {
    master?.connection
  }

  package func recover(
    from error: RedisError, of command: RedisCommand, after preludes: [RedisCommand], by origin: RedisConnection,
    until deadline: NIODeadline
  ) async throws(RedisFailure) -> RESPValue {
    if error.code == "READONLY" {
      origin.close()
      alarm.ring()
    }
    throw .server(error)
  }

  package func firstAttempt() async {
    await tried.wait()
  }

  package func subscription(to channel: String) -> RedisSubscriptionPoint? {
    master.map { RedisSubscriptionPoint(address: $0.address, isSharded: false) }
  }

  package func tryNow() {
    master?.tryNow()
    alarm.ring()
  }

  package func reconnect() {
    master?.reconnect()
    alarm.ring()
  }

  /// Asks where the master is, again and again, and keeps a connection to it.
  private func follow() async {
    var keeping: Task<Void, Never>?
    while !Task.isCancelled {
      if let address = await sentinels.master(), address != master?.address {
        keeping?.cancel()
        let node = makeNode(address) { [self] event in note(event) }
        current.withLock { $0 = node }
        keeping = Task { await node.run() }
        await node.firstAttempt()
      } else if master?.connection == nil {
        // The same master, or one that nobody knows: perhaps it is back.
        master?.tryNow()
      }
      tried.open()
      await alarm.wait(atMost: master?.connection == nil ? Self.intervalInTrouble : Self.interval)
    }
    keeping?.cancel()
    await keeping?.value
  }

  private func note(_ event: RedisNode.Event) {
    if case .lost = event { alarm.ring() }
    onEvent(event)
  }
}
