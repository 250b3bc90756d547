import Foundation
import HTTPEdge
import Testing

@testable import AuthenticationService

/// What comes of requests that a real Kong 3.9.1 has sent on to its upstream, whatever clients tried with `Connection`.
struct RecordedConsumerTests {
  /// A recorded request, and what becomes of it.
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    /// By default; 200, or the number of a code.
    let usually: Int
    /// With `KONG_REQUIRE_CREDENTIAL_IDENTIFIER`.
    let identified: Int
    /// With `KONG_ANONYMOUS_CONSUMER_ID`.
    let named: Int
    /// With `TOKEN_RENEWAL=deny`.
    let unrenewed: Int
    var testDescription: String { name }

    init(_ name: String, _ usually: Int, identified: Int? = nil, named: Int? = nil, unrenewed: Int? = nil) {
      self.name = name
      self.usually = usually
      self.identified = identified ?? usually
      self.named = named ?? usually
      self.unrenewed = unrenewed ?? usually
    }
  }

  static let table = [
    Row("keyauth_username_only", 200), Row("keyauth_custom_id_only", 200), Row("spoof_anonymous_route", 9),
    Row("anon_no_key", 9), Row("anon_invalid_key", 9), Row("anon_valid_key", 200),
    Row("anon_valid_key_with_spoof", 200),
    Row("hopbyhop_anon_connection_X-Anonymous-Consumer", 200, identified: 9, named: 9, unrenewed: 14),
    Row("hopbyhop_authenticated_connection_X-Anonymous-Consumer", 200),
    Row("hopbyhop_anon_connection_X-Consumer-ID", 1), Row("hopbyhop_authenticated_connection_X-Consumer-ID", 1),
    Row("hopbyhop_anon_connection_X-Consumer-Username", 1),
    // The consumer has a custom id, too, which then is the name.
    Row("hopbyhop_authenticated_connection_X-Consumer-Username", 200),
    Row("hopbyhop_anon_connection_x-credential-identifier", 9),
    Row("hopbyhop_authenticated_connection_x-credential-identifier", 200, identified: 9, unrenewed: 14),
    Row("hopbyhop_anon_connection_keep-alive+X-Anonymous-Consumer", 200, identified: 9, named: 9, unrenewed: 14),
    Row("hopbyhop_authenticated_connection_keep-alive+X-Anonymous-Consumer", 200),
    Row("hopbyhop_anon_connection_close+X-Consumer-ID+X-Consumer-Username", 1),
    Row("hopbyhop_authenticated_connection_close+X-Consumer-ID+X-Consumer-Username", 1),
    Row("jwt_good", 200, unrenewed: 14), Row("jwt_anon_no_token", 9), Row("jwt_anon_bad_token", 9),
    Row("jwt_anon_good_token", 200, unrenewed: 14), Row("or_nothing", 9), Row("or_key", 200),
    Row("or_jwt", 200, unrenewed: 14), Row("or_both_different_consumers", 200, unrenewed: 14),
    Row("or_bad_key_good_jwt", 200, unrenewed: 14), Row("or_bad_both", 9),
  ]

  @Test(arguments: table) func `each is answered as is said`(row: Row) async throws {
    let headers = try #require(Self.recordings[row.name])
    func outcome(_ changes: [String: String?]) async throws -> Int {
      let source = ScriptedSource { .success(.stub($0, [.stub("bob-jwt-key")])) }
      let answer = try await TestService(changes, source: source).ask("/tokens", headers)
      return answer.text("code").flatMap { Int($0.dropFirst(5)) } ?? answer.status
    }
    #expect(try await outcome([:]) == row.usually)
    #expect(try await outcome(["KONG_REQUIRE_CREDENTIAL_IDENTIFIER": "true"]) == row.identified)
    #expect(
      try await outcome(["KONG_ANONYMOUS_CONSUMER_ID": "00000000-0000-4000-8000-000000000009"]) == row.named)
    #expect(try await outcome(["TOKEN_RENEWAL": "deny"]) == row.unrenewed)
  }

  @Test func `every recording has a row`() {
    #expect(Set(Self.recordings.keys) == Set(Self.table.map(\.name)))
  }

  @Test func `a consumer with a custom id alone is called by it`() async throws {
    let headers = try #require(Self.recordings["keyauth_custom_id_only"])
    let answer = try await TestService().ask("/tokens", headers)
    let payload = try #require(answer.text("access_token").flatMap(TestToken.payload))
    #expect(payload.contains(#""sub":"custom-only-42""#))
  }

  /// The header lines of what Kong sent on, by the name of the recording.
  private static let recordings: [String: [(name: String, value: String)]] = {
    struct Exchange: Decodable {
      struct Request: Decodable {
        let headers: [[String]]
      }

      let name: String
      let upstream: Request

      enum CodingKeys: String, CodingKey {
        case name
        case upstream = "upstream_request"
      }
    }
    guard
      let url = Bundle.module.url(
        forResource: "kong-3.9.1-consumer-headers", withExtension: "jsonl", subdirectory: "Fixtures"),
      let lines = try? Data(contentsOf: url).split(separator: UInt8(ascii: "\n"))
    else { return [:] }
    let exchanges = lines.compactMap { try? JSONDecoder().decode(Exchange.self, from: $0) }
    return Dictionary(
      exchanges.map { ($0.name, $0.upstream.headers.map { (name: $0[0], value: $0[1]) }) },
      uniquingKeysWith: { first, _ in first })
  }()
}
