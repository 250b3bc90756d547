import Identifiers
import Telemetry
import Testing

@Suite struct `traceparent` {
  private func read(_ text: String) -> TraceParent? {
    Array(text.utf8).withUnsafeBytes { TraceParent($0) }
  }

  @Test(arguments: [("00", false), ("01", true), ("02", false), ("ff", true)])
  func `names a trace, a span, and whether they are kept`(flags: String, isSampled: Bool) throws {
    let parent = try #require(read("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-\(flags)"))
    #expect(parent.traceID.description == "0af7651916cd43dd8448eb211c80319c")
    #expect(parent.parentID.description == "b7ad6b7169203331")
    #expect(parent.isSampled == isSampled)
  }

  @Test func `of a later version is read as far as this one goes`() throws {
    let text = "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    #expect(read(text) != nil)
    #expect(read(text + "-what-the-future-will-be-like") != nil)
    #expect(read(text + ".what-the-future-will-be-like") == nil)
  }

  @Test(arguments: [
    "", "00", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0",
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-extra",
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01 ",
    "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    "00-00000000000000000000000000000000-b7ad6b7169203331-01",
    "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
    "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0G",
    "0x-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    "00_0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331_01",
    "00-0af7651916cd43dd8448eb211c80319-cb7ad6b7169203331-01",
  ]) func `that is malformed is none`(text: String) {
    #expect(read(text) == nil)
  }

  @Test func `for a callee names the span that calls`() throws {
    let trace = TraceContext(
      traceID: try #require(TraceID(high: 1, low: 0xA)), spanID: try #require(SpanID(0xB)), isSampled: true)
    #expect(trace.traceParent == "00-0000000000000001000000000000000a-000000000000000b-01")
    #expect(read(trace.traceParent) == TraceParent(traceParent: trace))
  }
}

extension TraceParent {
  /// What a callee should read.
  fileprivate init?(traceParent trace: TraceContext) {
    let text = "00-\(trace.traceID)-\(trace.spanID)-\(trace.isSampled ? "01" : "00")"
    guard let parent = Array(text.utf8).withUnsafeBytes({ TraceParent($0) }) else { return nil }
    self = parent
  }
}
