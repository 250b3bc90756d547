import Foundation
import Logging
import Telemetry
import Testing

@Suite(.timeLimit(.minutes(1))) struct `Log writer` {
  /// A line of a hundred bytes.
  private static func append(_ output: inout [UInt8]) {
    output += repeatElement(UInt8(ascii: "x"), count: 99) + [UInt8(ascii: "\n")]
  }

  @Test func `lines of many threads come out whole, and all of them`() async throws {
    let pipe = PipeReading()
    let writer = LogWriter(to: pipe.descriptor, limit: 1 << 24)
    await withTaskGroup { group in
      for _ in 0..<8 {
        group.addTask { for _ in 0..<1000 { writer.write(Self.append) } }
      }
    }
    await writer.close()
    let lines = try await pipe.end().split(separator: UInt8(ascii: "\n"))
    #expect(lines.count == 8000)
    #expect(lines.allSatisfy { $0.count == 99 })
    #expect(writer.droppedLines == 0)
  }

  @Test func `a reader that does not read costs nobody time, and what is lost is counted`() async throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    let writer = LogWriter(to: ends[1], limit: 10_000)
    for _ in 0..<5000 { writer.write(Self.append) }
    // What fits into the pipe, what is on its way there, and what waits.
    #expect(writer.droppedLines > 3000)
    // Whoever is stuck in the pipe is freed.
    close(ends[0])
    await writer.close()
    close(ends[1])
  }

  @Test func `nobody at the other end is nobody's trouble`() async throws {
    let descriptor = open("/dev/full", O_WRONLY)
    let writer = LogWriter(to: descriptor)
    for _ in 0..<100 { writer.write(Self.append) }
    await writer.close()
    close(descriptor)
    #expect(writer.droppedLines == 0)
  }

  @Test func `what swift-log is told becomes a line with its event`() async throws {
    let pipe = PipeReading()
    let writer = LogWriter(to: pipe.descriptor)
    let logger = Logger(label: "test") { _ in
      StructuredLogHandler(LogSink(writer, as: .text(TextFormat(hasColours: false)))) { 0 }
    }
    logger.error("It fails", metadata: ["event_name": "it.failed", "b": "2", "a": "1"])
    logger.info("A library speaks")
    await writer.close()
    let text = String(decoding: try await pipe.end(), as: UTF8.self)
    #expect(
      text == """
        1970-01-01T00:00:00.000Z error It fails event_name=it.failed a=1 b=2
        1970-01-01T00:00:00.000Z info A library speaks event_name=unknown

        """)
  }
}
