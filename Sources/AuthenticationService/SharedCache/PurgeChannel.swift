import AuthenticationCore
import Events
import Identifiers
import Logging
import NIOCore
import RedisClient
import ServiceLifecycle
import Synchronization

/// Tells replicas of purges, and hears of theirs: by messages at once, and by looking into the log from time to time for those
/// who missed them.
final class PurgeChannel: Service {
  /// By how much clocks of different machines may differ.
  private static let clockTolerance: Int64 = 5000

  private let gate: SharedCacheGate
  private let form: SharedEntryForm
  private let log: PurgeLog
  private let inbox: PurgeInbox
  private let subscription: RedisSubscription
  private let interval: Duration
  private let timeouts: CacheTimeouts
  private let clock: WallClock
  private let logger: Logger
  /// What was purged lately, by whomever.
  let history = PurgeHistory()
  private let ids = UUIDGenerator()
  private let listener = Mutex<(@Sendable (Purge) -> Void)?>(nil)
  private let listening = Atomic(false)

  init(
    gate: SharedCacheGate, form: SharedEntryForm, reconnect: ReconnectPolicy, interval: Duration,
    timeouts: CacheTimeouts, clock: WallClock, logger: Logger
  ) {
    self.gate = gate
    self.form = form
    self.log = PurgeLog(client: gate.client, timeouts: timeouts)
    self.inbox = PurgeInbox(since: clock.milliseconds() - Self.clockTolerance)
    self.subscription = RedisSubscription(gate.client, to: SharedCacheKeys.purgeChannel, policy: reconnect)
    self.interval = interval
    self.timeouts = timeouts
    self.clock = clock
    self.logger = logger
  }

  /// Whether messages are heard at the moment.
  var isListening: Bool { listening.load(ordering: .relaxed) }

  /// Sets who does what others have purged.
  func onPurge(_ listener: @escaping @Sendable (Purge) -> Void) {
    self.listener.withLock { $0 = listener }
  }

  /// Tells the others of a purge; the log first, so that who misses the message finds it there.
  ///
  /// - Throws: why it is not in the log. A message that cannot be sent is noted: it only makes the others hear later.
  func announce(_ purge: Purge) async throws(RedisFailure) {
    let message = PurgeMessage(id: "\(ids.next())", time: clock.milliseconds(), purge: purge)
    // Our own comes back to us.
    _ = inbox.take(message)
    history.add(purge)
    guard let bytes = message.write(form) else { return }
    try await log.add(bytes)
    _ = await gate.attempt { [timeouts] client async throws(RedisFailure) in
      try await client.publish(bytes, to: SharedCacheKeys.purgeChannel, within: timeouts.set)
    }
  }

  /// Listens until the graceful shutdown.
  func run() async {
    await cancelWhenGracefulShutdown { [self] in
      let (looks, look) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
      await withDiscardingTaskGroup { group in
        group.addTask { [self] in await subscription.run { self.note($0, look) } }
        group.addTask { [self] in
          while !Task.isCancelled {
            look.yield()
            try? await Task.sleep(for: interval)
          }
          look.finish()
        }
        for await _ in looks { await readLog() }
      }
    }
  }

  private func note(_ event: RedisSubscription.Event, _ look: AsyncStream<Void>.Continuation) {
    switch event {
    case .began:
      listening.store(true, ordering: .relaxed)
      logger.debug(.cachePurgesHeard, "Purges of other replicas are heard")
      // What was said while we could not hear.
      look.yield()
    case .ended:
      listening.store(false, ordering: .relaxed)
      // At the end nobody listens any more, and nobody has to.
      if Task.isShuttingDownGracefully || Task.isCancelled { return }
      logger.warning(
        .cachePurgesNotHeard, "Purges of other replicas are not heard; they are looked for instead")
    case .message(let bytes):
      guard let message = PurgeMessage.read(Array(buffer: bytes), form) else { return noteRefusal() }
      if inbox.take(message) { perform(message.purge) }
    }
  }

  private func readLog() async {
    guard gate.client.isConnected else { return }
    guard let entries = await gate.attempt({ _ async throws(RedisFailure) in try await log.read() }) else { return }
    let messages = entries.compactMap { PurgeMessage.read($0, form) }
    if messages.count < entries.count { noteRefusal() }
    for purge in inbox.take(log: messages, isFull: entries.count >= PurgeLog.length) { perform(purge) }
  }

  private func perform(_ purge: Purge) {
    history.add(purge)
    gate.counters.count { $0.purges += 1 }
    let target = if case .consumer(let name) = purge { name } else { "all" }
    logger.info(.cachePurged, "Purged, as another replica asks", ["consumer.id": "\(target)"])
    listener.withLock { $0 }?(purge)
  }

  private func noteRefusal() {
    gate.counters.count { $0.refusedEntries += 1 }
  }
}
