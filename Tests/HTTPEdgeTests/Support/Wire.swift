import NIOCore
import NIOEmbedded

/// Stands where the socket would be: notes what the handler asks of it, and can stop taking bytes.
///
/// Confined to its event loop.
final class Wire: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer

  private(set) var reads = 0
  private(set) var isOutputClosed = false
  private var isInputClosed = false
  private var mustCloseOutput = false
  private var isStalled = false
  /// The channel is not writable while more than this many bytes wait to be sent.
  private var highWatermark = Int.max
  private var unflushed = 0

  func read(context: ChannelHandlerContext) {
    reads += 1
    context.read()
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    unflushed += unwrapOutboundIn(data).readableBytes
    context.write(data, promise: promise)
    if unflushed > highWatermark { setWritable(false, context) }
  }

  func flush(context: ChannelHandlerContext) {
    guard !isStalled else { return }
    context.flush()
    unflushed = 0
    setWritable(true, context)
    if mustCloseOutput { closeOutput(context) }
  }

  func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
    switch mode {
    case .output where isStalled && !isInputClosed:
      mustCloseOutput = true
      promise?.succeed()
    case .output where !isInputClosed:
      closeOutput(context)
      promise?.succeed()
    case .output, .input, .all:
      context.close(promise: promise)
    }
  }

  private func closeOutput(_ context: ChannelHandlerContext) {
    mustCloseOutput = false
    isOutputClosed = true
    if isInputClosed {
      context.close(promise: nil)
    } else {
      context.fireUserInboundEventTriggered(ChannelEvent.outputClosed)
    }
  }

  /// The client stops reading what it is sent: from now on bytes wait, and soon there are too many of them.
  func stall(highWatermark: Int, _ context: ChannelHandlerContext) {
    isStalled = true
    limit(to: highWatermark, context)
  }

  /// The client goes on reading.
  func resume(_ context: ChannelHandlerContext) {
    isStalled = false
    highWatermark = .max
    flush(context: context)
  }

  /// The socket takes everything at once, but the channel is unwritable for a moment whenever it gets more than this.
  func limit(to highWatermark: Int, _ context: ChannelHandlerContext) {
    self.highWatermark = highWatermark
    if unflushed > highWatermark { setWritable(false, context) }
  }

  /// The client ends its side, as a FIN does.
  func endInput(_ context: ChannelHandlerContext) {
    isInputClosed = true
    context.fireChannelReadComplete()
    if isOutputClosed {
      context.close(promise: nil)
    } else {
      context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
    }
  }

  private func setWritable(_ isWritable: Bool, _ context: ChannelHandlerContext) {
    guard isWritable != context.channel.isWritable, let channel = context.channel as? NIOAsyncTestingChannel else {
      return
    }
    channel.isWritable = isWritable
    context.fireChannelWritabilityChanged()
  }
}
