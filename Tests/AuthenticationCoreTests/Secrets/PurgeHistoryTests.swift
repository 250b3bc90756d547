import Testing

@testable import AuthenticationCore

struct PurgeHistoryTests {
  let history = PurgeHistory()

  @Test func `nobody is affected before anything happens`() {
    #expect(history.latest == 0)
    #expect(!history.affects("alice", since: history.latest))
  }

  @Test func `a purge affects its consumer, from before it`() {
    let before = history.latest
    history.add(.consumer("alice"))
    #expect(history.affects("alice", since: before))
    #expect(!history.affects("bob", since: before))
    #expect(!history.affects("alice", since: history.latest))
  }

  @Test func `a purge of all affects everybody`() {
    let before = history.latest
    history.add(.all)
    #expect(history.affects("alice", since: before))
    #expect(history.affects("bob", since: before))
    #expect(!history.affects("alice", since: history.latest))
  }

  @Test func `an earlier purge is found behind later ones, up to the length of the history`() {
    let before = history.latest
    history.add(.consumer("alice"))
    let after = history.latest
    for number in 0..<255 { history.add(.consumer("\(number)")) }
    #expect(history.affects("alice", since: before))
    #expect(!history.affects("alice", since: after))
    #expect(!history.affects("bob", since: before))
  }

  @Test func `what is older than the history counts as purged`() {
    let before = history.latest
    for number in 0..<256 { history.add(.consumer("\(number)")) }
    #expect(!history.affects("alice", since: before))
    history.add(.consumer("one more"))
    #expect(history.affects("alice", since: before))
    #expect(!history.affects("alice", since: before + 1))
  }
}
