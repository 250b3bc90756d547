import Logging
import RedisClient
import TestSupport
import Testing

@testable import AuthenticationService

struct FailureNoticesTests {
  let time = TestTime()
  let log = Recorder<String>()
  let notices: FailureNotices

  init() {
    let logger = Logger(label: "test") { [log] _ in RecordingLogHandler(log) }
    notices = FailureNotices(logger: logger, now: { [time] in time.now })
  }

  @Test func `a kind of failure is said once a minute`() {
    for _ in 0..<10 { notices.note(.timeout) }
    time.advance(by: .seconds(60) - .nanoseconds(1))
    notices.note(.timeout)
    #expect(log.all == ["warning Shared cache failed; it is done without cause=no reply in time"])
    time.advance(by: .nanoseconds(1))
    for _ in 0..<10 { notices.note(.timeout) }
    #expect(log.all.count == 2)
  }

  @Test func `different kinds are said each`() {
    for failure in [RedisFailure.timeout, .disconnected, .busy, .protocolFault] { notices.note(failure) }
    #expect(log.all.count == 4)
  }
}
