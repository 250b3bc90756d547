import Identifiers
import Testing

@Suite struct `Ids of traces and spans` {
  @Test func `are written in all their digits`() throws {
    #expect(
      try #require(TraceID(high: 0x0123_4567_89AB_CDEF, low: 1)).description == "0123456789abcdef0000000000000001")
    #expect(try #require(SpanID(0xF0)).description == "00000000000000f0")
  }

  @Test func `are never zero`() {
    #expect(TraceID(high: 0, low: 0) == nil && SpanID(0) == nil)
    #expect(TraceID(high: 1, low: 0) != nil && TraceID(high: 0, low: 1) != nil)
  }

  @Test func `are drawn by many threads at once, and do not repeat`() async {
    let pool = ShardedRandomPool()
    let drawn = await withTaskGroup(of: [SpanID].self) { group in
      for _ in 0..<8 {
        group.addTask { (0..<2000).map { _ in pool.draw { SpanID(from: &$0) } } }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    #expect(Set(drawn).count == 16_000)
  }

  @Test func `pass on what travels with them`() throws {
    var pool = RandomPool()
    let luggage = try #require(TraceLuggage(state: "a=1", baggage: ""))
    let parent = TraceContext(
      traceID: TraceID(from: &pool), spanID: SpanID(from: &pool), isParentRemote: true, isSampled: true,
      luggage: luggage)
    let child = parent.child(SpanID(from: &pool))
    #expect(child.traceID == parent.traceID && child.parentSpanID == parent.spanID && child.isSampled)
    #expect(!child.isParentRemote && child.luggage === luggage)
    #expect(TraceLuggage(state: "", baggage: "") == nil)
  }
}
