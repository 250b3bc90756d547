import Foundation
import NIOPosix
import OTLPTestSupport
import Synchronization
import Telemetry
import TestSupport

/// An exporter to a receiver, for as long as a test needs it.
struct Exporting {
  let exporter: OTLPExporter
  let receiver: OTLPReceiver
  let clock: TestClock
  let reports: Reports

  /// - Parameters:
  ///   - inRealTime: whether limits are kept by the system's clock, and not by the one that the test advances.
  ///   - adjust: sets up what is to be other than by default.
  static func run(
    isSecure: Bool = false, inRealTime: Bool = false, gates: [Signal: ExportGate] = [:],
    _ adjust: (inout OTLPConfiguration) throws -> Void = { _ in },
    _ body: (Exporting) async throws -> Void
  ) async throws {
    try await OTLPReceiver.run(isSecure: isSecure) { receiver in
      var configuration = OTLPConfiguration(to: receiver.url)
      try adjust(&configuration)
      let (clock, reports) = (TestClock(), Reports())
      // The time of day stands still, and chance makes no wait shorter.
      func exporter<C: Clock>(by clock: C) -> OTLPExporter where C.Duration == Duration {
        OTLPExporter(
          configuration, from: Records.origin, on: MultiThreadedEventLoopGroup.singleton, gates: gates, clock: clock,
          moment: Moment(now: { Exporting.now }, chance: { 0 }), report: reports.enter)
      }
      let exporter = inRealTime ? exporter(by: ContinuousClock()) : exporter(by: clock)
      do {
        try await body(Exporting(exporter: exporter, receiver: receiver, clock: clock, reports: reports))
      } catch {
        await exporter.shutdown()
        throw error
      }
      await exporter.shutdown()
    }
  }

  /// 2026-11-25T12:00:00, in milliseconds since 1970.
  static let now: Int64 = 1_795_608_000_000
}

extension OTLPConfiguration {
  /// All signals to one receiver, with the paths of the specification.
  init(to url: String) {
    self.init(
      traces: Endpoint(url: "\(url)/v1/traces"), metrics: Endpoint(url: "\(url)/v1/metrics"),
      logs: Endpoint(url: "\(url)/v1/logs"))
  }
}

/// What an exporter has reported.
final class Reports: Sendable {
  private let entries = Mutex<[(signal: Signal, failure: ExportFailure)]>([])

  var failures: [ExportFailure] { entries.withLock { $0.map(\.failure) } }
  var signals: [Signal] { entries.withLock { $0.map(\.signal) } }

  func enter(_ signal: Signal, _ failure: ExportFailure) {
    entries.withLock { $0.append((signal, failure)) }
  }
}
