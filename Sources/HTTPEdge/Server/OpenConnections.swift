import NIOCore
import Synchronization

/// The connections of one server: how many there may be, and when the last one is gone.
final class OpenConnections: Sendable {
  /// What becomes of a new connection.
  enum Admission {
    case served
    /// There are as many as there may be; this one is told so.
    case refused
    /// Not even a refusal can be afforded.
    case dropped
  }

  private struct State {
    var channels: [ObjectIdentifier: any Channel] = [:]
    var refusals = 0
    var farewell = Farewell.none
    var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
    var waitersSoFar = 0
  }

  /// How many connections may be told at one time that there are too many.
  private static let refusalLimit = 256

  private let limit: Int
  private let state = Mutex(State())

  init(limit: Int) {
    self.limit = limit
  }

  /// How many are served.
  var count: Int { state.withLock { $0.channels.count } }

  /// What was said to all connections: those that arrive now have missed it.
  var farewell: Farewell {
    state.withLock { $0.farewell }
  }

  /// Takes a new connection into the count until it closes.
  func admit(_ channel: any Channel) -> Admission {
    let id = ObjectIdentifier(channel)
    let admission = state.withLock { state -> Admission in
      if state.channels.count < limit {
        state.channels[id] = channel
        return .served
      }
      guard state.refusals < Self.refusalLimit else { return .dropped }
      state.refusals += 1
      return .refused
    }
    switch admission {
    case .served: channel.closeFuture.whenComplete { [self] _ in remove(id) }
    case .refused: channel.closeFuture.whenComplete { [self] _ in state.withLock { $0.refusals -= 1 } }
    case .dropped: break
    }
    return admission
  }

  /// Tells every connection how far the server is on its way out.
  func say(_ farewell: Farewell) {
    let channels = state.withLock { state in
      state.farewell.advance(to: farewell)
      return Array(state.channels.values)
    }
    for channel in channels { channel.pipeline.fireUserInboundEventTriggered(FarewellEvent(farewell: farewell)) }
  }

  /// Returns when no connection is left, or when the task is cancelled.
  func waitUntilEmpty() async {
    let number = state.withLock { state in
      state.waitersSoFar += 1
      return state.waitersSoFar
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let mustWait = state.withLock { state in
          guard !state.channels.isEmpty, !Task.isCancelled else { return false }
          state.waiters[number] = continuation
          return true
        }
        if !mustWait { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.waiters.removeValue(forKey: number) }?.resume()
    }
  }

  /// Cuts off what is left; returns how many connections that were.
  func closeAll() -> Int {
    let channels = state.withLock { Array($0.channels.values) }
    for channel in channels { channel.close(promise: nil) }
    return channels.count
  }

  private func remove(_ id: ObjectIdentifier) {
    let waiters = state.withLock { state in
      state.channels[id] = nil
      guard state.channels.isEmpty else { return [Int: CheckedContinuation<Void, Never>]() }
      defer { state.waiters = [:] }
      return state.waiters
    }
    for waiter in waiters.values { waiter.resume() }
  }
}
