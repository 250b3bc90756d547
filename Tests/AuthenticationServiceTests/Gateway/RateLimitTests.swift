import AuthenticationCore
import HTTPEdge
import Telemetry
import TestSupport
import Testing

@testable import AuthenticationService

/// How often a consumer may ask.
struct RateLimitTests {
  private static let two: [String: String?] = ["RATE_LIMIT_PER_CONSUMER": "2"]
  private static let policy = #"RateLimit-Policy: "default";q=2;w=60"#

  private static func refusal(_ seconds: Int) -> Problem {
    Problem(
      "006", 429, "Rate Limit Exceeded", "Request rate limit has been exceeded",
      extensions: #"{"reason":"Too many requests of this consumer","retryAfter":\#(seconds)}"#)
  }

  @Test func `who has asked too often is told when to come again`() async throws {
    let service = try TestService(Self.two)
    let first = await service.ask("/tokens", TokenAnswerTests.alice)
    #expect(first.status == 200)
    #expect(
      first.lines == HeaderLines.json + HeaderLines.tokenCaching + [Self.policy, #"RateLimit: "default";r=1;t=30"#])
    let second = await service.ask(.head, "/tokens", TokenAnswerTests.alice)
    #expect(second.lines.suffix(2) == [Self.policy, #"RateLimit: "default";r=0;t=60"#])
    service.time.advance(by: .seconds(10))
    for path in ["/tokens", "/tokens/validate"] {
      let answer = await service.ask(path, TokenAnswerTests.alice + [ValidationCheckOrderTests.bearer])
      #expect(answer.status == 429)
      #expect(answer.body == Self.refusal(20).body(instance: path))
      let limits = [Self.policy, #"RateLimit: "default";r=0;t=50"#]
      #expect(answer.lines == HeaderLines.problem + HeaderLines.noStore + ["Retry-After: 20"] + limits)
    }
    #expect(await service.ask("/tokens", [Case.id, Case.username]).status == 200)
    service.time.advance(by: .seconds(20))
    #expect(await service.ask("/tokens", TokenAnswerTests.alice).status == 200)
    let text = PrometheusText.render(service.components.parts.metrics.collect(), as: .prometheus)
    #expect(String(decoding: text, as: UTF8.self).contains("\nrate_limit_refusals_total 2\n"))
  }

  @Test func `an id is one id however it is spelled, a name is not`() async throws {
    let service = try TestService(Self.two)
    let id = "a11ce000-0000-4000-8000-00000000000a"
    for spelling in [id, id.uppercased()] {
      #expect(await service.ask("/tokens", [("X-Consumer-ID", spelling), Case.username]).status == 200)
    }
    #expect(await service.ask("/tokens", [("X-Consumer-ID", "A" + id.dropFirst()), Case.username]).status == 429)
    #expect(service.source.calls == [id])
    for name in ["carol", "carol", "Carol", "CAROL"] {
      #expect(await service.ask("/tokens", [("X-Consumer-ID", name), Case.username]).status == 200)
    }
  }

  @Test func `who validates nothing has asked all the same`() async throws {
    let service = try TestService(Self.two)
    for (status, code) in [(400, "AUTH_012"), (400, "AUTH_012"), (429, "AUTH_006")] {
      let answer = await service.ask("/tokens/validate", TokenAnswerTests.alice)
      #expect(answer.status == status && answer.text("code") == code)
      #expect(answer.values("RateLimit").count == 1)
    }
    // What is said first is as before.
    #expect(await service.ask("/tokens/validate").text("code") == "AUTH_012")
    #expect(await service.ask("/tokens/validate", [ValidationCheckOrderTests.bearer]).text("code") == "AUTH_001")
  }

  @Test func `neither the cache nor Kong is asked then`() async throws {
    let service = try TestService(["RATE_LIMIT_PER_CONSUMER": "1"], source: .failing(.unavailable(.timeout)))
    #expect(await service.ask("/tokens", TokenAnswerTests.alice).status == 503)
    let statistics = service.components.parts.store.statistics
    for _ in 0..<5 { #expect(await service.ask("/tokens", TokenAnswerTests.alice).status == 429) }
    #expect(service.source.calls == ["alice"])
    #expect(service.components.parts.store.statistics == statistics)
  }

  @Test func `who is not known by his headers is not counted`() async throws {
    let service = try TestService(Self.two)
    for _ in 0..<5 {
      #expect(await service.ask("/tokens", TokenAnswerTests.alice + [Case.anonymous]).status == 401)
      #expect(await service.ask("/tokens/validate", [Case.username]).status == 400)
    }
    #expect(await service.ask("/tokens", TokenAnswerTests.alice).status == 200)
  }

  @Test func `both routes take from one bucket, be the consumer known or not`() async throws {
    let service = try TestService(Self.two)
    let headers = TokenAnswerTests.alice + [ValidationCheckOrderTests.bearer]
    let first = await service.ask("/tokens/validate", headers)
    #expect(first.status == 200 && first.lines.contains(#"RateLimit: "default";r=1;t=30"#))
    #expect(await service.ask("/tokens", headers).status == 200)
    #expect(await service.ask("/tokens/validate", headers).status == 429)
  }

  @Test func `a reload does not give anything back`() async throws {
    let service = try TestService(Self.two)
    for _ in 0..<2 { _ = await service.ask("/tokens", TokenAnswerTests.alice) }
    service.components.adopt(try ServiceConfiguration.load(Self.two))
    #expect(await service.ask("/tokens", TokenAnswerTests.alice).status == 429)
  }

  @Test func `unless it is asked for there is none, and nothing is said of it`() async throws {
    let service = try TestService()
    for _ in 0..<200 { _ = await service.ask("/tokens", TokenAnswerTests.alice) }
    let answer = await service.ask("/tokens", TokenAnswerTests.alice)
    #expect(answer.status == 200 && !answer.lines.contains { $0.contains("RateLimit") })
  }
}
