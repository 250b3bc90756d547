import Foundation
import HTTPEdge
import NIOCore
import Telemetry
import Testing

@testable import AuthenticationService

@Suite(.timeLimit(.minutes(1))) struct AccessLogTests {
  /// The lines that exchanges with these statuses leave; nil stands for a client that has left.
  private func lines(
    _ policy: AccessLogPolicy, threshold: LogThreshold = .info, random: Double = 0, method: HTTPMethod = .get,
    _ statuses: [HTTPStatus?]
  ) async throws -> [String] {
    let pipe = Pipe()
    let writer = LogWriter(to: pipe.fileHandleForWriting.fileDescriptor)
    let log = AccessLog(
      policy, to: LogSink(writer, as: .text(TextFormat(hasColours: false))), behind: LogLevelSwitch(threshold),
      routes: RouteIndex(["/tokens"]) { _ in true }, clock: WallClock { 0 }, random: { random })
    for status in statuses {
      let request = Request(
        method: method, path: "/tokens", query: "apikey=secret",
        headers: RequestHeaders(bytes: ByteBuffer(), fields: []), id: .adopted("id-1"))
      log.ended(
        request, ExchangeOutcome(status: status?.code, bodyBytes: 42, duration: .microseconds(1234)))
    }
    await writer.close()
    try pipe.fileHandleForWriting.close()
    return String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
      .split(separator: "\n").map(String.init)
  }

  @Test func `a line says what was asked and answered, and nothing of the query`() async throws {
    #expect(
      try await lines(.all, [.ok, nil]) == [
        "1970-01-01T00:00:00.000Z info HTTP request completed event_name=http.request.completed request_id=id-1 "
          + "method=GET path=/tokens status_code=200 duration_ms=1.234 event.duration=1234000 http.response.body.bytes=42",
        "1970-01-01T00:00:00.000Z error HTTP request completed event_name=http.request.completed request_id=id-1 "
          + "method=GET path=/tokens duration_ms=1.234 event.duration=1234000 http.response.body.bytes=42",
      ])
  }

  @Test func `a method that nobody knows is not repeated`() async throws {
    let line = try #require(try await lines(.all, method: .other("s3cr3t-key"), [.methodNotAllowed]).first)
    #expect(line.contains(" method=_OTHER ") && !line.contains("s3cr3t"))
  }

  /// Policies, and how many of 200, 404 and 503 have a line.
  static let policies: [(AccessLogPolicy, LogThreshold, Double, Int)] = [
    (.all, .info, 0, 3), (.off, .debug, 0, 0), (.errors, .info, 0, 2), (.sampled(0.5), .info, 0.49, 3),
    (.sampled(0.5), .info, 0.5, 2), (.sampled(0), .info, 0, 2), (.all, .warn, 0, 1), (.all, .error, 0, 1),
    (.all, .silent, 0, 0),
  ]

  @Test(arguments: policies) func `who has a line`(
    policy: AccessLogPolicy, threshold: LogThreshold, random: Double, count: Int
  ) async throws {
    let lines = try await lines(policy, threshold: threshold, random: random, [.ok, .notFound, .serviceUnavailable])
    #expect(lines.count == count)
  }

  @Test(arguments: [
    ("all", AccessLogPolicy.all), ("errors", .errors), ("off", .off), ("sampled:0.25", .sampled(0.25)),
    ("sampled:1", .sampled(1)),
  ])
  func `the setting says so`(text: String, policy: AccessLogPolicy) throws {
    #expect(try ServiceConfiguration.load(["ACCESS_LOG": text]).logging.access == policy)
  }

  @Test(arguments: ["some", "sampled", "sampled:", "sampled:2", "sampled:-1", "ALL"])
  func `nonsense is refused`(text: String) {
    #expect(ServiceConfiguration.faults(["ACCESS_LOG": text]).map(\.variable) == ["ACCESS_LOG"])
  }
}
