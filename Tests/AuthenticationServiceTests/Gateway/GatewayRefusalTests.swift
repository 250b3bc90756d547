import AuthenticationCore
import HTTPEdge
import Telemetry
import TestSupport
import Testing

@testable import AuthenticationService

/// That a request without the proof is refused before all else, and what is told of it.
struct GatewayRefusalTests {
  @Test(arguments: TokenCheckOrderTests.table) func `it is refused whatever else is wrong with it`(_ row: Case)
    async throws
  {
    let service = try GatewayProofTests.service(GatewayProofTests.withSecret)
    for method in [HTTPMethod.get, .head] {
      let answer = await service.ask(method, "/tokens", row.headers)
      #expect(answer.body == Problem.untrusted.body(instance: "/tokens"))
    }
    #expect(service.source.calls == [])
    #expect(service.components.parts.store.statistics == MemoryCredentialCache.Statistics())
  }

  @Test(arguments: ValidationCheckOrderTests.table)
  func `so it is when a token is to be validated`(_ row: Case) async throws {
    let service = try GatewayProofTests.service(GatewayProofTests.withNetwork)
    let answer = try await service.ask("/tokens/validate", row.headers, from: "127.0.0.1")
    #expect(answer.body == Problem.untrusted.body(instance: "/tokens/validate"))
    #expect(service.source.calls == [])
    #expect(service.components.parts.store.statistics == MemoryCredentialCache.Statistics())
  }

  @Test func `a consumer that is known already needs the proof, too`() async throws {
    let service = try GatewayProofTests.service(GatewayProofTests.withSecret)
    let secret = (name: "X-Gateway-Secret", value: GatewayProofTests.first)
    #expect(await service.ask("/tokens", TokenAnswerTests.alice + [secret]).status == 200)
    #expect(await service.ask("/tokens", TokenAnswerTests.alice).status == 403)
    #expect(service.components.parts.store.statistics.hits == 0)
  }

  @Test(arguments: [
    "/health", "/health/live", "/health/ready", "/health/startup", "/health/telemetry", "/health/metrics", "/metrics",
    "/",
    "/admin/cache",
  ]) func `other routes need none`(path: String) async throws {
    #expect(try await GatewayProofTests.service(GatewayProofTests.withSecret).ask(path).status != 403)
  }

  @Test func `neither do requests that reach no consumer's route`() async throws {
    let service = try GatewayProofTests.service(GatewayProofTests.withSecret)
    #expect(await service.ask(.options, "/tokens").status == 204)
    #expect(await service.ask(.post, "/tokens").status == 405)
    #expect(await service.ask("/tokens/").status == 404)
  }

  @Test func `what of it is seen with version 2`() async throws {
    let service = try GatewayProofTests.service(GatewayProofTests.withSecret)
    let answer = await service.ask("/tokens", [("Accept-Version", "v2")])
    #expect(answer.lines == HeaderLines.problem + HeaderLines.noStore + HeaderLines.v2)
  }

  @Test func `every refusal is counted, and one a minute is in the log`() async throws {
    let service = try GatewayProofTests.service(GatewayProofTests.withNetwork)
    for _ in 0..<3 { _ = try await service.ask("/tokens", from: "203.0.113.9") }
    service.time.advance(by: .seconds(59))
    _ = try await service.ask("/tokens/validate", from: "203.0.113.8")
    let line =
      "warning A request for a token did not come through the gateway, and was refused client.address=203.0.113"
    #expect(service.log.all.filter { $0.contains("gateway") } == [line + ".9"])
    // A reload does not begin the minute anew.
    service.components.adopt(try ServiceConfiguration.load(GatewayProofTests.withNetwork.mapValues { $0 as String? }))
    _ = try await service.ask("/tokens", from: "203.0.113.8")
    #expect(service.log.all.filter { $0.contains("gateway") } == [line + ".9"])
    service.time.advance(by: .seconds(1))
    _ = try await service.ask("/tokens", from: nil)
    #expect(
      service.log.all.filter { $0.contains("gateway") } == [
        line + ".9", line.replacing("203.0.113", with: "unknown"),
      ])
    let text = PrometheusText.render(service.components.parts.metrics.collect(), as: .prometheus)
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
    #expect(lines.contains("gateway_refusals_total 6"))
    let errors =
      #"application_errors_total{error_type="gateway_untrusted",operation="token_request",component="token_handler"} 6"#
    #expect(lines.contains { $0 == errors })
  }

  @Test func `secrets can change without a refusal`() async throws {
    let service = try GatewayProofTests.service(
      GatewayProofTests.withSecret.merging(["GATEWAY_SHARED_SECRETS": GatewayProofTests.first]) { $1 })
    func status(_ secret: String) async -> Int {
      await service.ask("/tokens", TokenAnswerTests.alice + [("X-Gateway-Secret", secret)]).status
    }
    #expect(await status(GatewayProofTests.first) == 200)
    #expect(await status(GatewayProofTests.second) == 403)
    service.components.adopt(try ServiceConfiguration.load(GatewayProofTests.withSecret.mapValues { $0 as String? }))
    #expect(await status(GatewayProofTests.first) == 200)
    #expect(await status(GatewayProofTests.second) == 200)
    let last = GatewayProofTests.withSecret.merging(["GATEWAY_SHARED_SECRETS": GatewayProofTests.second]) { $1 }
    service.components.adopt(try ServiceConfiguration.load(last.mapValues { $0 as String? }))
    #expect(await status(GatewayProofTests.first) == 403)
    #expect(await status(GatewayProofTests.second) == 200)
  }
}
