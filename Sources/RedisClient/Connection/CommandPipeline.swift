package import NIOCore

/// Which replies a connection owes, and to whom: the rules of pipelining as a value, without sockets and timers.
///
/// A server answers in the order of the commands. Who gives up waiting leaves a gap: its reply will come all the same, and
/// must not be taken for the next one's. What waits is of any type; the pipeline only hands it back, once.
package struct CommandPipeline<Waiter: Sendable>: ~Copyable, Sendable {
  /// Tells one command from another, for those who may want to give it up.
  package typealias ID = UInt64

  private struct Pending: Sendable {
    let id: ID
    let deadline: NIODeadline
    /// Nil when nobody waits for the reply, from the start or any more.
    var waiter: Waiter?
  }

  /// What becomes of something that was received.
  package enum Delivery: Sendable {
    case reply(Waiter, RESPValue)
    /// The server has spoken unasked.
    case push([RESPValue])
    /// The reply of somebody who has left.
    case discarded
    /// A reply to nothing: from here on no reply can be told from another.
    case fault
  }

  private let limit: Int
  private var pending: [Pending] = []
  /// Where the pending ones begin: what is before has been answered.
  private var head = 0
  private var isClosed = false

  /// Makes an empty pipeline.
  ///
  /// - Parameter limit: the most commands that may be under way, those included that nobody waits for.
  package init(limit: Int) {
    self.limit = limit
  }

  /// Commands whose replies are still to come.
  package var count: Int { pending.count - head }

  /// When the first of those who wait gives up; nil when nobody waits.
  ///
  /// Looks at all of them.
  package var nextDeadline: NIODeadline? {
    pending[head...].lazy.filter { $0.waiter != nil }.map(\.deadline).min()
  }

  /// Why so many more commands must not be sent; nil when they may.
  package func refusal(of commands: Int) -> RedisFailure? {
    if isClosed { return .disconnected }
    return count + commands > limit ? .busy : nil
  }

  /// Enters a command that is about to be sent; nil for `waiter` when its reply does not matter.
  package mutating func add(_ id: ID, deadline: NIODeadline, _ waiter: Waiter?) {
    pending.append(Pending(id: id, deadline: deadline, waiter: waiter))
  }

  package mutating func receive(_ value: RESPValue) -> Delivery {
    if case .push(let values) = value { return .push(values) }
    guard head < pending.count else { return .fault }
    let waiter = pending[head].waiter
    pending[head].waiter = nil
    head += 1
    dropAnswered()
    return waiter.map { .reply($0, value) } ?? .discarded
  }

  /// Lets somebody leave, who is handed back; nil when it was answered already, or has left.
  package mutating func abandon(_ id: ID) -> Waiter? {
    guard let index = pending[head...].firstIndex(where: { $0.id == id }) else { return nil }
    return pending[index].waiter.take()
  }

  /// Lets all leave whose time is up; who they are.
  package mutating func expire(at now: NIODeadline) -> [Waiter] {
    var expired: [Waiter] = []
    for index in head..<pending.count where pending[index].deadline <= now {
      if let waiter = pending[index].waiter.take() { expired.append(waiter) }
    }
    return expired
  }

  /// Ends it; those who still wait.
  package mutating func close() -> [Waiter] {
    isClosed = true
    let waiting = pending[head...].compactMap(\.waiter)
    pending = []
    head = 0
    return waiting
  }

  /// Gives the memory of answered commands back, once they are most of it.
  private mutating func dropAnswered() {
    if head == pending.count {
      pending.removeAll(keepingCapacity: head <= 1024)
      head = 0
    } else if head > 64, head * 2 > pending.count {
      pending.removeFirst(head)
      head = 0
    }
  }
}
