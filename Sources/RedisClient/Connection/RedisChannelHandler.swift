import NIOCore
import NIOSSL
import Synchronization

/// The far end of a connection: writes what callers have handed in, and gives replies to those who wait for them.
///
/// Confined to its event loop. There is one timer, for whoever gives up first.
final class RedisChannelHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// The near end; until the connection is over.
  var link: RedisLink?
  /// Hears what the server says unasked.
  var onPush: (@Sendable ([RESPValue]) -> Void)?
  private let silenceLimit: TimeAmount
  private var decoder = RESPDecoder()
  private var inbound = ByteBuffer()
  private var written = ByteBuffer()
  private var replies: [RESPValue] = []
  private var answered: [(waiter: RedisLink.Waiter, value: RESPValue)] = []
  private var timer: (deadline: NIODeadline, task: Scheduled<Void>)?
  /// Since when the server owes us something and has said nothing; nil while it owes nothing.
  private var silentSince: NIODeadline?
  private var context: ChannelHandlerContext?

  /// - Parameter silenceLimit: how long a server that owes replies may say nothing before the connection is given up.
  init(silenceLimit: TimeAmount) {
    self.silenceLimit = silenceLimit
  }

  /// Writes what has been handed in since the last time.
  func flush() {
    guard let context, let link else { return }
    written.clear()
    let deadline = link.state.withLock { state in
      swap(&state.outbound, &written)
      state.isFlushScheduled = false
      return state.earliestDeadline
    }
    guard written.readableBytes > 0 else { return }
    if silentSince == nil { silentSince = context.eventLoop.now }
    context.writeAndFlush(wrapOutboundOut(written), promise: nil)
    if let deadline { arm(deadline, context) }
  }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    self.context = nil
    link = nil
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var bytes = unwrapInboundIn(data)
    if inbound.readableBytes == 0 {
      inbound = bytes
    } else {
      // Without what was read: values that were cut out of it hold it, so that it is copied when it grows.
      inbound = inbound.slice()
      inbound.writeBuffer(&bytes)
    }
    var isBroken = false
    do throws(RESPFault) {
      while let value = try decoder.next(from: &inbound) { replies.append(value) }
    } catch {
      isBroken = true
    }
    if !deliver(context) || isBroken { end(.protocolFault, context) }
  }

  func channelInactive(context: ChannelHandlerContext) {
    end(.disconnected, context)
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard error.isOfTLS else { return end(.disconnected, context) }
    // The first words may not have been handed in yet.
    link?.state.withLock { $0.obstacle = .unreachable("TLS failed") }
    end(.unreachable("TLS failed"), context)
  }

  /// Gives what was read to those who wait for it; false when nobody can have asked for some of it.
  private func deliver(_ context: ChannelHandlerContext) -> Bool {
    guard let link, !replies.isEmpty else { return true }
    var pushes: [[RESPValue]] = []
    let (isExpected, isOwed) = link.state.withLock { state in
      for value in replies {
        switch state.pipeline.receive(onPush == nil ? value : value.sortedForSubscribers) {
        case .reply(let waiter, let value): answered.append((waiter, value))
        case .push(let values): pushes.append(values)
        case .discarded: break
        case .fault: return (false, false)
        }
      }
      return (true, state.pipeline.count > 0)
    }
    replies.removeAll(keepingCapacity: true)
    silentSince = isOwed ? context.eventLoop.now : nil
    for (waiter, value) in answered { waiter.resume(returning: .success(value)) }
    answered.removeAll(keepingCapacity: true)
    if let onPush { pushes.forEach(onPush) }
    return isExpected
  }

  /// Ends the connection, and tells all who wait.
  private func end(_ failure: RedisFailure, _ context: ChannelHandlerContext) {
    timer?.task.cancel()
    timer = nil
    let waiters = link?.state.withLock { $0.pipeline.close() } ?? []
    for waiter in waiters { waiter.resume(returning: .failure(failure)) }
    context.close(promise: nil)
  }

  /// Sets the timer, unless it goes off early enough already.
  private func arm(_ deadline: NIODeadline, _ context: ChannelHandlerContext) {
    if let timer, timer.deadline <= deadline { return }
    timer?.task.cancel()
    let loopBound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    let task = context.eventLoop.scheduleTask(deadline: deadline) {
      let (handler, context) = loopBound.value
      handler.timerFired(context)
    }
    timer = (deadline, task)
  }

  private func timerFired(_ context: ChannelHandlerContext) {
    timer = nil
    let now = context.eventLoop.now
    guard let link else { return }
    let (expired, next) = link.state.withLock { state in
      let expired = state.pipeline.expire(at: now)
      state.earliestDeadline = state.pipeline.nextDeadline
      return (expired, state.earliestDeadline)
    }
    for waiter in expired { waiter.resume(returning: .failure(.timeout)) }
    if let silentSince, now - silentSince >= silenceLimit, !expired.isEmpty { return end(.timeout, context) }
    if let next { arm(next, context) }
  }
}

extension Error {
  /// Whether TLS came to nothing; a server that is gone without a word is not meant.
  fileprivate var isOfTLS: Bool {
    if let error = self as? NIOSSLError {
      if case .uncleanShutdown = error { return false }
      return true
    }
    return self is NIOSSLExtraError || self is BoringSSLError
  }
}
