import Foundation
import OTLPTestSupport
import Telemetry
import Testing

/// The judge is the official definition of the protocol, in Python.
@Suite(.timeLimit(.minutes(2))) struct `OTLP encoding` {
  static let ways: [(OTLPEncoding, OTLPConfiguration.Compression)] = [
    (.httpProtobuf, .none), (.httpProtobuf, .gzip), (.httpJSON, .none), (.httpJSON, .gzip),
  ]

  /// What must arrive.
  private static func expectation(_ signal: Signal) throws -> String {
    let file = try #require(
      Bundle.module.url(forResource: signal.rawValue, withExtension: "json", subdirectory: "Fixtures"))
    return try OTLPRequest.canonical(try Data(contentsOf: file))
  }

  @Test(arguments: ways) func `every field of every signal arrives`(
    encoding: OTLPEncoding, compression: OTLPConfiguration.Compression
  ) async throws {
    try await Exporting.run {
      $0.encoding = encoding
      $0.compression = compression
    } _: { test in
      #expect(try await test.exporter.export(Records.spans()) == .exported(rejected: 0))
      #expect(try await test.exporter.export(Records.metrics()) == .exported(rejected: 0))
      #expect(try await test.exporter.export(Records.logs()) == .exported(rejected: 0))
      for signal in Signal.allCases {
        let requests = try await test.receiver.received(signal.rawValue)
        let request = try #require(requests.first)
        #expect(requests.count == 1)
        #expect(request.complaint == nil)
        #expect(request.path == "/v1/\(signal)")
        #expect(request.encoding == encoding.rawValue)
        #expect(request.compression == (compression == .gzip ? "gzip" : nil))
        let message = try request.canonicalMessage()
        #expect(try message == Self.expectation(signal))
      }
      #expect(test.reports.failures == [])
    }
  }

  @Test func `gzip makes a batch small`() async throws {
    try await Exporting.run {
      $0.compression = .gzip
    } _: { test in
      let batch = try (0..<1000).map { try Records.span("span \($0)") }
      #expect(await test.exporter.export(batch) == .exported(rejected: 0))
      let request = try #require(try await test.receiver.received().first)
      #expect(request.complaint == nil)
      #expect(request.size < 20_000)
    }
  }

  @Test(arguments: OTLPEncoding.allCases) func `numbers that are none arrive too`(encoding: OTLPEncoding) async throws {
    try await Exporting.run {
      $0.encoding = encoding
    } _: { test in
      let points = [Double.infinity, -Double.infinity, .nan].map {
        MetricRecord.NumberPoint(attributes: [], value: $0)
      }
      let record = MetricRecord(name: "a", summary: "", unit: "1", start: 1, time: 2, data: .gauge(points))
      #expect(await test.exporter.export([record]) == .exported(rejected: 0))
      let request = try #require(try await test.receiver.received().first)
      #expect(request.complaint == nil)
      let message = try request.canonicalMessage()
      for word in ["\"Infinity\"", "\"-Infinity\"", "\"NaN\""] { #expect(message.contains(word)) }
    }
  }

  @Test func `nothing is not sent`() async throws {
    try await Exporting.run { test in
      #expect(await test.exporter.export([SpanRecord]()) == .exported(rejected: 0))
      let requests = try await test.receiver.received()
      #expect(requests.isEmpty)
      #expect(test.exporter.statistics(of: .traces).attempts == 0)
    }
  }
}
