import NIOCore
import Synchronization

/// One server, and the one connection to it, which is brought back in the background whenever it is lost.
///
/// Nobody waits for that: while there is no connection, commands fail at once.
package final class RedisNode: Sendable {
  private enum State {
    /// Before the end of the first attempt.
    case new
    case connected(RedisConnection)
    case disconnected(RedisFailure)
  }

  /// What happened to the connection.
  package enum Event: Sendable {
    case connected(ServerDescription)
    /// Lost after it was there.
    case lost
    /// An attempt failed; with the wait before the next one.
    case failed(RedisFailure, retryIn: Duration)
  }

  /// What the server must be.
  package enum Role: Sendable {
    case any
    /// It takes writes, and says so.
    case master
    /// It may answer reads for its primary in a cluster, if it is a replica there.
    case replica
  }

  package let address: RedisAddress
  private let connector: RedisConnector
  private let policy: ReconnectPolicy
  private let role: Role
  private let onEvent: @Sendable (Event) -> Void
  private let state = Mutex(State.new)
  private let alarm = Alarm()
  private let tried = Latch()
  private let isStopped = Atomic(false)

  /// Makes a node; nothing is connected before ``run()``.
  package init(
    _ address: RedisAddress, connector: RedisConnector, policy: ReconnectPolicy, role: Role = .any,
    onEvent: @escaping @Sendable (Event) -> Void = { _ in }
  ) {
    self.address = address
    self.connector = connector
    self.policy = policy
    self.role = role
    self.onEvent = onEvent
  }

  /// The connection, if there is one now.
  package var connection: RedisConnection? {
    state.withLock { if case .connected(let connection) = $0 { connection } else { nil } }
  }

  /// Why there is none.
  package var failure: RedisFailure? {
    state.withLock { if case .disconnected(let failure) = $0 { failure } else { nil } }
  }

  /// Keeps a connection until ``stop()``, or until the task is cancelled.
  package func run() async {
    var backoff = Backoff(policy)
    while !isOver {
      let pause: Duration
      do throws(RedisFailure) {
        let connection = try await connector.connect(to: address, as: role)
        let began = ContinuousClock.now
        enter(.connected(connection), .connected(connection.server))
        await keep(connection)
        if isOver { break }
        enter(.disconnected(.disconnected), .lost)
        // Somebody who lets us in and throws us out at once is not well.
        if began.duration(to: .now) > .seconds(1) { backoff.reset() }
        pause = began.duration(to: .now) > .seconds(1) ? .zero : backoff.delayAfterFailure()
      } catch {
        if isOver { break }
        pause = backoff.delayAfterFailure()
        enter(.disconnected(error), .failed(error, retryIn: pause))
      }
      if pause > .zero { await alarm.wait(atMost: pause) }
    }
    enter(.disconnected(.disconnected), nil)
  }

  /// Ends ``run()``.
  package func stop() {
    isStopped.store(true, ordering: .sequentiallyConsistent)
    connection?.close()
    alarm.ring()
    tried.open()
  }

  private var isOver: Bool { Task.isCancelled || isStopped.load(ordering: .sequentiallyConsistent) }

  /// Cuts a wait for the next attempt short.
  package func tryNow() {
    if connection == nil { alarm.ring() }
  }

  /// Gives the connection up, for one that may be better.
  package func reconnect() {
    connection?.close()
    alarm.ring()
  }

  /// Waits for the end of the first attempt to connect, if that is not over; at most until the task is cancelled.
  package func firstAttempt() async {
    await tried.wait()
  }

  /// As ``firstAttempt()``, but not beyond a deadline.
  func firstAttempt(until deadline: NIODeadline) async {
    if tried.isOpen { return }
    await withTaskGroup { group in
      group.addTask { [self] in await firstAttempt() }
      group.addTask { try? await Task.sleep(for: Duration(deadline - .now())) }
      await group.next()
      group.cancelAll()
    }
  }

  /// Sends a command, if there is a connection.
  package func send(
    _ command: RedisCommand, after preludes: [RedisCommand] = [], within limit: Duration
  ) async throws(RedisFailure) -> RESPValue {
    guard let connection else { throw .disconnected }
    return try await connection.send(command, after: preludes, within: limit)
  }

  /// Waits for the end of a connection, or ends it when the task is cancelled.
  private func keep(_ connection: RedisConnection) async {
    // Who stopped us before the connection was there could not end it.
    if isOver { connection.close() }
    await withTaskCancellationHandler {
      await connection.closed()
    } onCancel: {
      connection.close()
    }
  }

  private func enter(_ next: State, _ event: Event?) {
    state.withLock { $0 = next }
    tried.open()
    if let event { onEvent(event) }
  }
}
