import AuthenticationCore
import HTTPEdge
import Testing

@testable import AuthenticationService

/// Whether a token can be had with a token.
struct RenewalTests {
  private static let denied: [String: String?] = ["TOKEN_RENEWAL": "deny"]

  /// Alice has two credentials for HS256 and one for another algorithm.
  private static var source: ScriptedSource {
    ScriptedSource { id in
      let credentials = [JWTCredential.stub("new-key", createdAt: 2), .stub("old-key")]
      guard let all = ConsumerCredentials(consumerID: id, credentials: credentials, unusableKeys: ["rs256-key", "é"])
      else {
        return .failure(.notFound)
      }
      return .success(all)
    }
  }

  private static func identified(_ values: String...) -> [(name: String, value: String)] {
    TokenAnswerTests.alice + values.map { (name: "X-Credential-Identifier", value: $0) }
  }

  @Test(arguments: ["new-key", "old-key", "rs256-key", "é"])
  func `who came with a token gets none, be the consumer known or not`(key: String) async throws {
    let service = try TestService(Self.denied, source: Self.source)
    for method in [HTTPMethod.get, .head, .get] {
      let answer = await service.ask(method, "/tokens", Self.identified(key))
      #expect(answer.status == 403)
      #expect(answer.body == Problem.renewal.body(instance: "/tokens"))
      #expect(answer.lines == HeaderLines.problem + HeaderLines.noStore)
    }
    #expect(service.source.calls == ["alice"])
  }

  @Test(arguments: ["00000000-0000-4000-8000-000000000101", "new-keys", "New-key", "other's-key", "e\u{301}"])
  func `who came with an API key gets one`(identifier: String) async throws {
    let answer = try await TestService(Self.denied, source: Self.source).ask("/tokens", Self.identified(identifier))
    #expect(answer.status == 200)
  }

  @Test func `an identifier that is too long is refused before anything is asked or remembered`() async throws {
    let service = try TestService(Self.denied, source: Self.source)
    let answer = await service.ask("/tokens", Self.identified(Case.text(257)))
    #expect(answer.body == Problem.tooLong.body(instance: "/tokens"))
    #expect(service.source.calls == [])
    #expect(await service.ask("/tokens", Self.identified(Case.text(256))).status == 200)
  }

  @Test(arguments: [[], [""]])
  func `who does not say what he came with gets none, and Kong is not asked`(values: [String]) async throws {
    let service = try TestService(Self.denied, source: Self.source)
    let headers = TokenAnswerTests.alice + values.map { (name: "X-Credential-Identifier", value: $0) }
    #expect(await service.ask("/tokens", headers).body == Problem.renewal.body(instance: "/tokens"))
    #expect(service.source.calls == [])
  }

  @Test func `a token can be validated all the same`() async throws {
    let service = try TestService(Self.denied)
    let headers = Self.identified("key-of-alice") + [ValidationCheckOrderTests.bearer]
    #expect(await service.ask("/tokens/validate", headers).status == 200)
  }

  @Test(arguments: [nil, "allow"]) func `unless it is denied a token is renewed`(renewal: String?) async throws {
    let service = try TestService(["TOKEN_RENEWAL": renewal], source: Self.source)
    #expect(await service.ask("/tokens", Self.identified("new-key")).status == 200)
    #expect(await service.ask("/tokens", TokenAnswerTests.alice).status == 200)
  }

  @Test func `what is wrong with the consumer's headers is said first`() async throws {
    let answer = try await TestService(Self.denied).ask("/tokens", [Case.id, Case.username, Case.anonymous])
    #expect(answer.body == Problem.anonymous.body(instance: "/tokens"))
  }
}
