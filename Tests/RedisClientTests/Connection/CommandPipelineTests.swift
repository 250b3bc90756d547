import NIOCore
import RedisClient
import TestSupport
import Testing

@Suite struct `Command pipeline` {
  /// What becomes of a new command.
  enum Admission: Equatable {
    case send(UInt64)
    case refused(RedisFailure)
  }

  /// What becomes of something that was received.
  enum Delivery: Equatable {
    case reply(UInt64, RESPValue)
    case push([RESPValue])
    case discarded, fault
  }

  /// A pipeline that expectations can hold: they copy what they look at.
  ///
  /// Who waits is known by the number of the command.
  final class Pipeline {
    private var base: CommandPipeline<UInt64>
    private var lastID: UInt64 = 0

    init(limit: Int) {
      base = CommandPipeline(limit: limit)
    }

    var count: Int { base.count }
    var nextDeadline: NIODeadline? { base.nextDeadline }

    func add(deadline: NIODeadline) -> Admission {
      if let failure = base.refusal(of: 1) { return .refused(failure) }
      lastID += 1
      base.add(lastID, deadline: deadline, lastID)
      return .send(lastID)
    }

    func addUnawaited() { base.add(0, deadline: .distantFuture, nil) }

    func refusal(of commands: Int) -> RedisFailure? { base.refusal(of: commands) }

    func receive(_ value: RESPValue) -> Delivery {
      switch base.receive(value) {
      case .reply(let waiter, let value): .reply(waiter, value)
      case .push(let values): .push(values)
      case .discarded: .discarded
      case .fault: .fault
      }
    }

    func abandon(_ id: UInt64) -> Bool { base.abandon(id) != nil }
    func expire(at now: NIODeadline) -> [UInt64] { base.expire(at: now) }
    func close() -> [UInt64] { base.close() }
  }

  static func at(_ seconds: Int64) -> NIODeadline { .uptimeNanoseconds(0) + .seconds(seconds) }

  @Test func `replies belong to the commands in their order`() {
    let pipeline = Pipeline(limit: 10)
    #expect(pipeline.add(deadline: Self.at(1)) == .send(1))
    #expect(pipeline.add(deadline: Self.at(1)) == .send(2))
    #expect(pipeline.receive(.integer(10)) == .reply(1, .integer(10)))
    #expect(pipeline.receive(.integer(20)) == .reply(2, .integer(20)))
    #expect(pipeline.count == 0)
  }

  @Test func `who has left leaves a gap, and who comes after gets its own reply`() {
    let pipeline = Pipeline(limit: 10)
    for _ in 1...3 { _ = pipeline.add(deadline: Self.at(1)) }
    #expect(pipeline.abandon(1))
    #expect(!pipeline.abandon(1))
    #expect(pipeline.receive(.integer(1)) == .discarded)
    #expect(pipeline.receive(.integer(2)) == .reply(2, .integer(2)))
    #expect(!pipeline.abandon(2))
    #expect(pipeline.receive(.integer(3)) == .reply(3, .integer(3)))
  }

  @Test func `time runs out for each by itself`() {
    let pipeline = Pipeline(limit: 10)
    for seconds in [5, 2, 9] { _ = pipeline.add(deadline: Self.at(Int64(seconds))) }
    #expect(pipeline.nextDeadline == Self.at(2))
    #expect(pipeline.expire(at: Self.at(1)) == [])
    #expect(pipeline.expire(at: Self.at(5)) == [1, 2])
    #expect(pipeline.nextDeadline == Self.at(9))
    #expect(pipeline.receive(.null) == .discarded)
    #expect(pipeline.receive(.null) == .discarded)
    #expect(pipeline.receive(.null) == .reply(3, .null))
    #expect(pipeline.nextDeadline == nil)
  }

  @Test func `what nobody waits for still takes its place`() {
    let pipeline = Pipeline(limit: 2)
    _ = pipeline.add(deadline: Self.at(1))
    _ = pipeline.add(deadline: Self.at(1))
    _ = pipeline.expire(at: Self.at(1))
    #expect(pipeline.add(deadline: Self.at(9)) == .refused(.busy))
    _ = pipeline.receive(.null)
    #expect(pipeline.add(deadline: Self.at(9)) == .send(3))
  }

  @Test func `what nobody waits for from the start is passed over`() {
    let pipeline = Pipeline(limit: 3)
    pipeline.addUnawaited()
    #expect(pipeline.add(deadline: Self.at(1)) == .send(1))
    #expect(pipeline.refusal(of: 1) == nil)
    #expect(pipeline.refusal(of: 2) == .busy)
    #expect(pipeline.receive(.text("OK")) == .discarded)
    #expect(pipeline.receive(.integer(1)) == .reply(1, .integer(1)))
  }

  @Test func `a reply to nothing is a fault, a push is not`() {
    let pipeline = Pipeline(limit: 2)
    #expect(pipeline.receive(.push([.integer(1)])) == .push([.integer(1)]))
    #expect(pipeline.receive(.integer(1)) == .fault)
  }

  @Test func `the end tells those who wait, and refuses who comes`() {
    let pipeline = Pipeline(limit: 5)
    for _ in 1...3 { _ = pipeline.add(deadline: Self.at(1)) }
    _ = pipeline.abandon(2)
    #expect(pipeline.close() == [1, 3])
    #expect(pipeline.close() == [])
    #expect(pipeline.add(deadline: Self.at(1)) == .refused(.disconnected))
  }

  @Test func `whatever happens, each who waits hears one thing, and the right one`() {
    var random = SplitMix64(seed: 7)
    for _ in 0..<200 {
      let pipeline = Pipeline(limit: 20)
      var unanswered: [UInt64] = []
      var waiting: Set<UInt64> = []
      for step in 0..<500 {
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<4:
          guard case .send(let id) = pipeline.add(deadline: Self.at(Int64(step) + 20)) else { continue }
          unanswered.append(id)
          waiting.insert(id)
        case 4..<8:
          guard !unanswered.isEmpty else { continue }
          let id = unanswered.removeFirst()
          let expected: Delivery =
            waiting.remove(id) == nil ? .discarded : .reply(id, .integer(Int64(id)))
          #expect(pipeline.receive(.integer(Int64(id))) == expected)
        case 8:
          guard let id = unanswered.randomElement(using: &random) else { continue }
          #expect(pipeline.abandon(id) == (waiting.remove(id) != nil))
        default:
          for id in pipeline.expire(at: Self.at(Int64(step))) { #expect(waiting.remove(id) != nil) }
        }
      }
      #expect(Set(pipeline.close()) == waiting)
    }
  }
}
