import Telemetry
import Testing

@Suite struct `tracestate` {
  @Test(arguments: [
    (["rojo=00f067aa0ba902b7,congo=t61rcWkgMzE"], "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE"),
    ([" a=1 ,\tb=2 ", "c=3"], "a=1,b=2,c=3"),
    (["a=1,,b=2", ","], "a=1,b=2"),
    (["fw529a3039@dt=FfAAAAAAAAA", "0tenant@sys=v"], "fw529a3039@dt=FfAAAAAAAAA,0tenant@sys=v"),
    (["a=has spaces !~inside"], "a=has spaces !~inside"),
  ]) func `is passed on in its order`(lines: [String], state: String) {
    #expect(TraceState.combined(lines) == state)
  }

  @Test(arguments: [
    ["a=1,a=2"], ["a=1", "a=2"], ["A=1"], ["1a=1"], ["a"], ["a="], ["=1"], ["a=1=2"], ["a@b@c=1"], ["a@1=2"],
    ["a=\u{E9}"], ["a=b\u{7}"], ["a=" + String(repeating: "x", count: 257)],
    [String(repeating: "k", count: 257) + "=1"], [(0..<33).map { "k\($0)=1" }.joined(separator: ",")],
    (0..<20).map { "k\($0)=" + String(repeating: "x", count: 250) },
  ]) func `that is malformed is dropped as a whole`(lines: [String]) {
    #expect(TraceState.combined(lines) == "")
  }

  @Test func `holds up to 32 members`() {
    let text = (0..<32).map { "k\($0)=1" }.joined(separator: ",")
    #expect(TraceState.combined([text]) == text)
  }
}

@Suite struct `baggage` {
  @Test func `is passed on as it came`() {
    #expect(Baggage.combined(["userId=alice;meta=1", "region=eu%20west"]) == "userId=alice;meta=1,region=eu%20west")
  }

  @Test(arguments: [
    String(repeating: "x", count: 8193), "a=\u{E9}", "a=\r", (0..<65).map { "k\($0)=1" }.joined(separator: ","),
  ]) func `beyond its limits is dropped`(text: String) {
    #expect(Baggage.combined([text]) == "")
  }
}
