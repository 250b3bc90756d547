import AuthenticationCore
import Testing

@testable import AuthenticationService

/// A replica that began at the time 1000.
struct PurgeInboxTests {
  let inbox = PurgeInbox(since: 1000)

  static func message(_ id: String, of name: String = "alice", at time: Int64 = 2000) -> PurgeMessage {
    PurgeMessage(id: id, time: time, purge: .consumer(name))
  }

  /// A log of purges with these numbers, the latest first.
  static func log(_ numbers: Range<Int>) -> [PurgeMessage] {
    numbers.reversed().map { message("\($0)", of: "consumer-\($0)") }
  }

  static func purges(_ numbers: Range<Int>) -> [Purge] {
    numbers.reversed().map { .consumer("consumer-\($0)") }
  }

  @Test func `a message is news once, though the same consumer may be purged again`() {
    #expect(inbox.take(Self.message("a")))
    #expect(!inbox.take(Self.message("a")))
    #expect(inbox.take(Self.message("b")))
  }

  @Test func `what was heard is not done again when the log is read, nor the other way round`() {
    #expect(inbox.take(Self.message("a", of: "alice")))
    let log = [Self.message("b", of: "bob"), Self.message("a", of: "alice")]
    #expect(inbox.take(log: log) == [.consumer("bob")])
    #expect(inbox.take(log: log) == [])
    #expect(!inbox.take(Self.message("b", of: "bob")))
  }

  @Test func `a replica's own purge does not come back to it`() {
    // Announced by this replica, which takes it before the others hear of it.
    #expect(inbox.take(PurgeMessage(id: "own", time: 2000, purge: .all)))
    #expect(!inbox.take(PurgeMessage(id: "own", time: 2000, purge: .all)))
    #expect(inbox.take(log: [PurgeMessage(id: "own", time: 2000, purge: .all)]) == [])
  }

  @Test func `purges before the beginning are nobody's business here`() {
    let log = [Self.message("new", of: "bob", at: 1000), Self.message("old", at: 999)]
    #expect(inbox.take(log: log) == [.consumer("bob")])
    #expect(PurgeInbox(since: 3000).take(log: Self.log(0..<1000)) == [])
  }

  @Test func `a purge of all in the log is one`() {
    #expect(inbox.take(log: [PurgeMessage(id: "a", time: 2000, purge: .all)]) == [.all])
  }

  @Test func `an empty log is nothing`() {
    #expect(inbox.take(log: []) == [])
  }

  @Test func `the first look into a full log that reaches back to the beginning has missed nothing`() {
    let log = Self.log(1..<1000) + [Self.message("0", at: 999)]
    #expect(inbox.take(log: log) == Self.purges(1..<1000))
  }

  @Test func `the first look into a full log that does not reach back may have missed something`() {
    #expect(inbox.take(log: Self.log(0..<1000)) == [.all])
  }

  @Test func `a full log of which nothing is known may have lost something`() {
    #expect(inbox.take(log: Self.log(0..<10)) == Self.purges(0..<10))
    #expect(inbox.take(log: Self.log(500..<1500)) == [.all])
    // From then on everything in it is known.
    #expect(inbox.take(log: Self.log(501..<1501)) == [.consumer("consumer-1500")])
  }

  @Test func `a full log of which one is known has lost nothing`() {
    #expect(inbox.take(log: Self.log(0..<10)) == Self.purges(0..<10))
    #expect(inbox.take(log: Self.log(9..<1009)) == Self.purges(10..<1009))
  }

  @Test func `what was heard or said just now does not hide that something was lost`() {
    #expect(inbox.take(log: Self.log(0..<10)) == Self.purges(0..<10))
    // The first message after a long silence comes before the look into the log.
    #expect(inbox.take(Self.message("1499", of: "consumer-1499")))
    #expect(inbox.take(log: Self.log(500..<1500)) == [.all])
  }

  @Test func `a log that is not full has lost nothing, though nothing of it is known`() {
    #expect(inbox.take(log: Self.log(0..<10)) == Self.purges(0..<10))
    #expect(inbox.take(log: Self.log(10..<1009)) == Self.purges(10..<1009))
  }
}

extension PurgeInbox {
  /// Takes a log of which every entry can be read.
  fileprivate func take(log: [PurgeMessage]) -> [Purge] {
    take(log: log, isFull: log.count >= PurgeLog.length)
  }
}
