import AuthenticationCore
import Logging
import Telemetry
import TestSupport
import Testing

@testable import AuthenticationService

@Suite struct `An operator hears of telemetry that does not arrive` {
  private let log = Recorder<String>()
  private let time = TestTime()

  private var notices: ExportNotices {
    ExportNotices(logger: Logger(label: "test") { [log] _ in RecordingLogHandler(log) }, now: { [time] in time.now })
  }

  @Test func `once a minute for each signal`() {
    let notices = notices
    notices.note(.traces, .timeout)
    notices.note(.traces, .connection("refused"))
    notices.note(.logs, .timeout)
    time.advance(by: .seconds(59))
    notices.note(.traces, .timeout)
    time.advance(by: .seconds(1))
    notices.note(.traces, .status(503, message: ""))
    #expect(
      log.all == [
        "warning Telemetry does not reach its collector cause=no answer in time signal=traces",
        "warning Telemetry does not reach its collector cause=no answer in time signal=logs",
        "warning Telemetry does not reach its collector cause=HTTP 503 signal=traces",
      ])
  }

  @Test func `and of answers that say something, apart from those that do not come`() {
    let notices = notices
    notices.note(.logs, .cancelled)
    notices.note(.logs, .partialSuccess(rejected: 1, message: "too old"))
    notices.note(.logs, .unreadableAnswer)
    notices.note(.logs, .timeout)
    #expect(
      log.all == [
        "warning The collector has something to say of telemetry cause=1 rejected: too old signal=logs",
        "warning Telemetry does not reach its collector cause=no answer in time signal=logs",
      ])
  }

  @Test func `when a signal is given up, and when it is taken up again`() throws {
    let settings = try ServiceConfiguration.load([
      "TELEMETRY_CB_FAILURE_THRESHOLD": "2", "TELEMETRY_CB_RECOVERY_TIMEOUT": "1000",
      "TELEMETRY_CB_SUCCESS_THRESHOLD": "2",
    ]).telemetry.breaker
    let (notices, breaker) = (notices, ExportBreaker(settings, now: { [time] in time.now }))
    let gate = breaker.gate { notices.note(.metrics, $0) }
    for _ in 0..<2 {
      #expect(gate.admit())
      gate.recordFailure()
    }
    #expect(!gate.admit() && breaker.state == .open)
    time.advance(by: .seconds(1))
    for _ in 0..<2 {
      #expect(gate.admit() && breaker.state == .halfOpen)
      gate.recordSuccess()
    }
    #expect(breaker.state == .closed)
    #expect(
      log.all == [
        "warning Telemetry is not exported for a while signal=metrics",
        "info Telemetry is exported again signal=metrics",
      ])
  }
}
