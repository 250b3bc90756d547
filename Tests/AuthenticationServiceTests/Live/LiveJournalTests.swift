import Testing

@testable import AuthenticationService

/// What is wrong, and since when.
struct LiveJournalTests {
  private static func problem(_ subject: String, _ text: String = "") -> LiveProblem {
    LiveProblem(subject: subject, text: text, consequence: "")
  }

  @Test func `the condition lasts since it changed, whatever is found meanwhile`() {
    var journal = LiveJournal()
    journal.note([], .healthy, at: 1000)
    journal.note([], .healthy, at: 2000)
    #expect(journal.condition == .healthy && journal.conditionSince == 1000)
    journal.note([Self.problem("kong")], .degraded, at: 3000)
    journal.note([Self.problem("kong"), Self.problem("cache")], .degraded, at: 4000)
    #expect(journal.condition == .degraded && journal.conditionSince == 3000)
    journal.note([Self.problem("cache")], .unhealthy, at: 5000)
    #expect(journal.condition == .unhealthy && journal.conditionSince == 5000)
  }

  @Test func `something wrong makes a service degraded that health calls healthy`() {
    var journal = LiveJournal()
    journal.note([Self.problem("requests")], .healthy, at: 1000)
    #expect(journal.condition == .degraded)
    journal.note([], .healthy, at: 2000)
    #expect(journal.condition == .healthy && journal.conditionSince == 2000)
  }

  @Test func `an outage makes it unhealthy, whatever health says`() {
    var journal = LiveJournal()
    var outage = Self.problem("requests")
    outage.isOutage = true
    journal.note([outage], .healthy, at: 1000)
    #expect(journal.condition == .unhealthy)
  }

  @Test func `a problem lasts since it was found, in its newest words, and the worst comes first`() {
    var journal = LiveJournal()
    journal.note([Self.problem("kong", "refused")], .degraded, at: 1000)
    journal.note([Self.problem("cache"), Self.problem("kong", "timeout")], .degraded, at: 2000)
    #expect(journal.problems.map(\.problem) == [Self.problem("cache"), Self.problem("kong", "timeout")])
    #expect(journal.problems.map(\.since) == [2000, 1000])
    journal.note([Self.problem("cache")], .degraded, at: 3000)
    journal.note([Self.problem("kong"), Self.problem("cache")], .degraded, at: 4000)
    #expect(journal.problems.map(\.problem.subject) == ["kong", "cache"])
    #expect(journal.problems.map(\.since) == [4000, 2000])
  }
}
