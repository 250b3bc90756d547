import NIOCore

/// What a connection waits for, and for how long.
extension HTTPExchangeHandler {
  /// Whether the client owes us the rest of a request.
  ///
  /// It does not while we take nothing from it because it does not read.
  private func isReceivingRequest(_ context: ChannelHandlerContext) -> Bool {
    reader.isMidMessage && context.channel.isWritable
  }

  /// How long an idle connection is left open while the server drains; nil while it does not.
  private var drainPatience: TimeAmount? {
    if case .draining(let patience) = farewell { patience } else { nil }
  }

  /// Moves the deadline to what the connection waits for now.
  func updateTimer(_ context: ChannelHandlerContext) {
    switch phase {
    case .closed:
      timer.cancel()
    case .concluding, .lingering:
      // The deadline was set once: bytes that we throw away do not move it.
      break
    case .responding(let pending):
      arm(pending.startedAt + limits.handlerTimeout, context)
    case .streaming(let stream):
      awaitProgress(of: stream, context)
    case .receiving where isReceivingRequest(context):
      let start = isReceivingSince ?? context.eventLoop.now
      isReceivingSince = start
      arm(start + limits.requestReadTimeout, context)
    case .receiving where context.channel.isWritable:
      unsentBytes = .max
      arm(context.eventLoop.now + (drainPatience ?? limits.idleTimeout), context)
    case .receiving:
      isReceivingSince = nil
      awaitProgress(context)
    }
  }

  /// Waits for the client to take some of what the channel has to send.
  func awaitProgress(_ context: ChannelHandlerContext) {
    unsentBytes = Self.unsentBytes(context)
    arm(context.eventLoop.now + limits.idleTimeout, context)
  }

  func arm(_ deadline: NIODeadline, _ context: ChannelHandlerContext) {
    // The closure costs an allocation, which most requests can do without.
    guard timer.move(to: deadline) else { return }
    timer.schedule(at: deadline, on: context.eventLoop) { [self] in timerFired(context) }
  }

  private func timerFired(_ context: ChannelHandlerContext) {
    guard timer.hasExpired(now: context.eventLoop.now) else {
      if let deadline = timer.pending { arm(deadline, context) }
      return
    }
    switch phase {
    case .closed:
      break
    case .lingering:
      leave(context)
    case .responding(let pending):
      pending.cancel()
      let response = loop.responder(in: slot).response(to: .handlerTimeout, of: pending.request)
      complete(pending, with: response, context)
    case .streaming(let stream):
      progressIsDue(of: stream, context)
    case .receiving where isReceivingRequest(context):
      refuse(.requestTimeout, context)
    case .receiving where drainPatience != nil && context.channel.isWritable:
      conclude(context)
    case .receiving, .concluding:
      let unsent = Self.unsentBytes(context)
      if unsent > 0, unsent < unsentBytes { awaitProgress(context) } else { leave(context) }
    }
  }

  static func unsentBytes(_ context: ChannelHandlerContext) -> Int {
    (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
  }
}
