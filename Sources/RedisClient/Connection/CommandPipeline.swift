package import NIOCore

/// Which replies a connection owes, and to whom: the rules of pipelining as a value, without sockets and timers.
///
/// A server answers in the order of the commands. Who gives up waiting leaves a gap: its reply will come all the same, and
/// must not be taken for the next one's.
package struct CommandPipeline: ~Copyable, Sendable {
  /// Tells one command from another, for the life of a connection.
  package typealias ID = UInt64

  private struct Pending: Sendable {
    let id: ID
    let deadline: NIODeadline
    /// Whether nobody waits for the reply any more.
    var isAbandoned = false
  }

  /// What becomes of a new command.
  package enum Admission: Sendable, Equatable {
    case send(ID)
    case refused(RedisFailure)
  }

  /// What becomes of something that was received.
  package enum Delivery: Sendable, Equatable {
    case reply(ID, RESPValue)
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
  private var nextID: ID = 0
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
  package var nextDeadline: NIODeadline? {
    pending[head...].lazy.filter { !$0.isAbandoned }.map(\.deadline).min()
  }

  package mutating func add(deadline: NIODeadline) -> Admission {
    if isClosed { return .refused(.disconnected) }
    guard count < limit else { return .refused(.busy) }
    nextID += 1
    pending.append(Pending(id: nextID, deadline: deadline))
    return .send(nextID)
  }

  package mutating func receive(_ value: RESPValue) -> Delivery {
    if case .push(let values) = value { return .push(values) }
    guard head < pending.count else { return .fault }
    let first = pending[head]
    head += 1
    dropAnswered()
    return first.isAbandoned ? .discarded : .reply(first.id, value)
  }

  /// Lets somebody leave; false when it was answered already, or has left.
  package mutating func abandon(_ id: ID) -> Bool {
    guard let index = pending[head...].firstIndex(where: { $0.id == id && !$0.isAbandoned }) else { return false }
    pending[index].isAbandoned = true
    return true
  }

  /// Lets all leave whose time is up; who they are.
  package mutating func expire(at now: NIODeadline) -> [ID] {
    var expired: [ID] = []
    for index in head..<pending.count where !pending[index].isAbandoned && pending[index].deadline <= now {
      pending[index].isAbandoned = true
      expired.append(pending[index].id)
    }
    return expired
  }

  /// Ends it; those who still wait.
  package mutating func close() -> [ID] {
    isClosed = true
    let waiting = pending[head...].filter { !$0.isAbandoned }.map(\.id)
    pending = []
    head = 0
    return waiting
  }

  /// Gives the memory of answered commands back, once they are most of it.
  private mutating func dropAnswered() {
    guard head > 64, head * 2 > pending.count else { return }
    pending.removeFirst(head)
    head = 0
  }
}
