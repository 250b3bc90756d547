import NIOCore
import Synchronization

/// The near end of a connection: callers hand commands in from any thread, the handler on the event loop takes them out.
///
/// Commands of all callers go out as they come, in one write for each turn of the event loop. What is decided is decided under
/// the lock, in ``CommandPipeline``; the event loop writes, reads, and keeps the one timer.
final class RedisLink: Sendable {
  /// Resumed exactly once: ``CommandPipeline`` hands each waiter back once, and all at its end.
  typealias Waiter = UnsafeContinuation<Result<RESPValue, RedisFailure>, Never>

  struct State: ~Copyable {
    var pipeline: CommandPipeline<Waiter>
    /// Commands that have not been written; the buffer goes to and fro between here and the handler.
    var outbound = ByteBuffer()
    var isFlushScheduled = false
    /// Why the connection never was fit for use, for those who come after its end.
    var obstacle: RedisFailure?
    /// When the timer must go off at the latest; nil when nobody waits.
    var earliestDeadline: NIODeadline?

    init(limit: Int) {
      pipeline = CommandPipeline(limit: limit)
    }
  }

  let channel: any Channel
  let state: Mutex<State>
  private let handler: NIOLoopBound<RedisChannelHandler>
  private let lastID = Atomic<UInt64>(0)

  /// Joins a handler that is not in a pipeline yet; on its event loop.
  init(_ handler: RedisChannelHandler, on channel: any Channel, limit: Int) {
    self.channel = channel
    self.handler = NIOLoopBound(handler, eventLoop: channel.eventLoop)
    self.state = Mutex(State(limit: limit))
    handler.link = self
  }

  /// Sends a command and waits for its reply.
  func send(
    _ command: RedisCommand, after preludes: [RedisCommand] = [], within limit: Duration
  ) async throws(RedisFailure) -> RESPValue {
    try await send(command, after: preludes, until: channel.eventLoop.now + TimeAmount(limit))
  }

  /// Sends a command and waits for its reply.
  func send(
    _ command: RedisCommand, after preludes: [RedisCommand] = [], until deadline: NIODeadline
  ) async throws(RedisFailure) -> RESPValue {
    let id = lastID.wrappingAdd(1, ordering: .relaxed).newValue
    let result = await withTaskCancellationHandler {
      await withUnsafeContinuation { waiter in
        enter(command, after: preludes, id: id, deadline: deadline, waiter)
      }
    } onCancel: {
      abandon(id)
    }
    switch try result.get() {
    case .error(let error): throw .server(error)
    case let value: return value
    }
  }

  private enum Admission {
    case refused(RedisFailure)
    case entered(needsFlush: Bool)
  }

  private func enter(
    _ command: RedisCommand, after preludes: [RedisCommand], id: UInt64, deadline: NIODeadline, _ waiter: Waiter
  ) {
    let admission = state.withLock { state -> Admission in
      // A task is marked before its handler runs: either we see the mark here, or the handler finds the entry.
      if Task.isCancelled { return .refused(.cancelled) }
      if let failure = state.pipeline.refusal(of: preludes.count + 1) {
        return .refused(failure == .disconnected ? state.obstacle ?? failure : failure)
      }
      for prelude in preludes {
        state.pipeline.add(id, deadline: deadline, nil)
        state.outbound.writeCommand(prelude)
      }
      state.pipeline.add(id, deadline: deadline, waiter)
      state.outbound.writeCommand(command)
      state.earliestDeadline = min(state.earliestDeadline ?? deadline, deadline)
      defer { state.isFlushScheduled = true }
      return .entered(needsFlush: !state.isFlushScheduled)
    }
    switch admission {
    case .refused(let failure): waiter.resume(returning: .failure(failure))
    case .entered(let needsFlush):
      guard needsFlush else { return }
      channel.eventLoop.execute { [handler] in handler.value.flush() }
    }
  }

  private func abandon(_ id: UInt64) {
    let waiter = state.withLock { $0.pipeline.abandon(id) }
    waiter?.resume(returning: .failure(.cancelled))
  }
}
