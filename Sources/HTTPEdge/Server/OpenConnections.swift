import NIOCore
import Synchronization

/// The connections of one server: how many there may be, and when the last one is gone.
final class OpenConnections: Sendable {
  private struct State {
    var channels: [ObjectIdentifier: any Channel] = [:]
    var isDraining = false
    var waiter: CheckedContinuation<Void, Never>?
  }

  private let limit: Int
  private let state = Mutex(State())

  init(limit: Int) {
    self.limit = limit
  }

  /// Takes a new connection into the count until it closes; false when there are as many as there may be.
  func admit(_ channel: any Channel) -> Bool {
    let id = ObjectIdentifier(channel)
    let (isAdmitted, isDraining) = state.withLock { state in
      guard state.channels.count < limit else { return (false, false) }
      state.channels[id] = channel
      return (true, state.isDraining)
    }
    if isAdmitted { channel.closeFuture.whenComplete { [self] _ in remove(id) } }
    if isDraining { channel.pipeline.fireUserInboundEventTriggered(DrainEvent()) }
    return isAdmitted
  }

  /// Tells every connection that its next response is its last.
  func drain() {
    let channels = state.withLock { state in
      state.isDraining = true
      return Array(state.channels.values)
    }
    for channel in channels { channel.pipeline.fireUserInboundEventTriggered(DrainEvent()) }
  }

  /// Returns when no connection is left, or when the task is cancelled.
  func waitUntilEmpty() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let mustWait = state.withLock { state in
          guard !state.channels.isEmpty, !Task.isCancelled else { return false }
          state.waiter = continuation
          return true
        }
        if !mustWait { continuation.resume() }
      }
    } onCancel: {
      takeWaiter()?.resume()
    }
  }

  /// Cuts off what is left; returns how many connections that were.
  func closeAll() -> Int {
    let channels = state.withLock { Array($0.channels.values) }
    for channel in channels { channel.close(promise: nil) }
    return channels.count
  }

  private func remove(_ id: ObjectIdentifier) {
    let isEmpty = state.withLock { state in
      state.channels[id] = nil
      return state.channels.isEmpty
    }
    if isEmpty { takeWaiter()?.resume() }
  }

  private func takeWaiter() -> CheckedContinuation<Void, Never>? {
    state.withLock { state in
      defer { state.waiter = nil }
      return state.waiter
    }
  }
}
