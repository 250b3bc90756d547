import NIOCore

/// One connection to a server: commands go out as they come, replies find those who wait for them.
///
/// Confined to its event loop. There is one timer, for whoever gives up first.
final class RedisChannelHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer
  typealias Completion = (Result<RESPValue, RedisFailure>) -> Void

  private var pipeline: CommandPipeline
  private var decoder = RESPDecoder()
  private var inbound = ByteBuffer()
  private var completions: [CommandPipeline.ID: Completion] = [:]
  private var timer: (deadline: NIODeadline, task: Scheduled<Void>)?
  private var context: ChannelHandlerContext?
  private let onPush: ([RESPValue]) -> Void

  /// - Parameters:
  ///   - limit: the most commands under way.
  ///   - onPush: hears what the server says unasked.
  init(limit: Int, onPush: @escaping ([RESPValue]) -> Void = { _ in }) {
    pipeline = CommandPipeline(limit: limit)
    self.onPush = onPush
  }

  /// Sends a command; `completion` is called once, now or later, on the event loop.
  ///
  /// - Returns: by what it can be given up; nil when it was refused.
  func send(_ command: ByteBuffer, deadline: NIODeadline, _ completion: @escaping Completion) -> CommandPipeline.ID? {
    guard let context, context.channel.isActive else {
      completion(.failure(.disconnected))
      return nil
    }
    switch pipeline.add(deadline: deadline) {
    case .refused(let failure):
      completion(.failure(failure))
      return nil
    case .send(let id):
      completions[id] = completion
      context.writeAndFlush(wrapOutboundOut(command), promise: nil)
      arm(context)
      return id
    }
  }

  /// Gives a command up; its reply will be thrown away.
  func abandon(_ id: CommandPipeline.ID) {
    if pipeline.abandon(id) { finish(id, .failure(.cancelled)) }
  }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    self.context = nil
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var bytes = unwrapInboundIn(data)
    inbound.writeBuffer(&bytes)
    do throws(RESPFault) {
      while let value = try decoder.next(from: &inbound) {
        guard deliver(value) else { return fail(.protocolFault, context) }
      }
    } catch {
      fail(.protocolFault, context)
    }
    if inbound.readableBytes == 0 { inbound.clear() } else { inbound.discardReadBytes() }
    arm(context)
  }

  func channelInactive(context: ChannelHandlerContext) {
    fail(.disconnected, context)
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    fail(.disconnected, context)
  }

  /// Hands a reply over; false when nobody can have asked for it.
  private func deliver(_ value: RESPValue) -> Bool {
    switch pipeline.receive(value) {
    case .reply(let id, let value): finish(id, .success(value))
    case .push(let values): onPush(values)
    case .discarded: break
    case .fault: return false
    }
    return true
  }

  private func finish(_ id: CommandPipeline.ID, _ result: Result<RESPValue, RedisFailure>) {
    completions.removeValue(forKey: id)?(result)
  }

  /// Ends the connection, and tells all who wait.
  private func fail(_ failure: RedisFailure, _ context: ChannelHandlerContext) {
    timer?.task.cancel()
    timer = nil
    for id in pipeline.close() { finish(id, .failure(failure)) }
    context.close(promise: nil)
  }

  /// Sets the timer for whoever gives up first, unless it is set earlier already.
  private func arm(_ context: ChannelHandlerContext) {
    guard let deadline = pipeline.nextDeadline else { return }
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
    for id in pipeline.expire(at: context.eventLoop.now) { finish(id, .failure(.timeout)) }
    arm(context)
  }
}
