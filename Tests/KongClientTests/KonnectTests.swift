import AuthenticationCore
import KongClient
import Testing

@Suite(.timeLimit(.minutes(1))) struct `Konnect` {
  let realm = "GET /realms/default"
  let byID = "GET /core-entities/consumers/\(aliceID)"
  let byName = "GET /core-entities/consumers/alice"
  let search = "GET /core-entities/consumers?filter%5Busername%5D=alice"
  let list = "GET /core-entities/consumers/\(aliceID)/jwt"

  @Test func `is asked for the realm, the consumer and the credentials, as who we are`() async throws {
    let kong = FakeKong(FakeKong.alice(keys: "k"))
    kong.change { $0.hasRealm = true }
    try await withKong(kong.script, as: .konnect, token: Secret("top-secret")) { server, client in
      #expect(await client.conclude() == .signs("k"))
      #expect(server.requests.map(\.call) == [realm, byID, list])
      for request in server.requests {
        #expect(request.values(of: "Authorization") == ["Bearer top-secret"])
        #expect(request.values(of: "Kong-Admin-Token").isEmpty)
        #expect(request.values(of: "User-Agent") == ["Authentication-Service/1.2.3"])
        #expect(request.values(of: "Accept") == ["application/json"])
        #expect(request.values(of: "Host") == ["\(server.host):\(server.port)"])
        #expect(request.headers.count == 4)
      }
    }
  }

  @Test func `is asked under its base path`() async throws {
    try await withKong({ _, _ in .json("", status: 404) }, as: .konnect, basePath: "/v2/") { server, client in
      #expect(await client.conclude() == .status(404))
      #expect(server.requests.map(\.call) == ["GET /v2/realms/default", "POST /v2/realms"])
    }
  }

  @Test func `is told of the realm when it does not know it`() async throws {
    let kong = FakeKong(FakeKong.alice(keys: "k"))
    try await withKong(kong.script, as: .konnect) { server, client in
      #expect(await client.conclude() == .signs("k"))
      #expect(
        server.requests.map(\.call) == [realm, "POST /realms", byID, list])
      let creation = server.requests[1]
      #expect(creation.body == #"{"name":"default","allowed_control_planes":["self-hosted"]}"#)
      #expect(creation.values(of: "Content-Type") == ["application/json"])
      #expect(creation.values(of: "Content-Length") == ["\(creation.body.utf8.count)"])
    }
  }

  @Test func `is asked for the realm once, for the consumer once, for the credentials each time`() async throws {
    let kong = FakeKong(FakeKong.alice(keys: "k"))
    kong.change { $0.hasRealm = true }
    try await withKong(kong.script, as: .konnect) { server, client in
      for _ in 0..<3 { #expect(await client.conclude() == .signs("k")) }
      #expect(server.requests.map(\.call) == [realm, byID, list, list, list])
    }
  }

  @Test func `is searched for a name that it does not know as an id`() async throws {
    let kong = FakeKong(FakeKong.alice(keys: "k"))
    kong.override(byName, .notFound)
    kong.change { $0.hasRealm = true }
    try await withKong(kong.script, as: .konnect) { server, client in
      let credentials = try await client.credentials(ofConsumer: "alice")
      #expect(credentials.consumerID == aliceID)
      #expect(await client.conclude("alice") == .signs("k"))
      #expect(
        server.requests.map(\.call)
          == [realm, byName, search, list, list])
    }
  }

  /// Answers to the search for "alice", and what follows.
  static let searches: [(what: String, pages: [String], conclusion: Conclusion)] = [
    ("an empty page", [page()], .notFound),
    ("another one", [page(consumer(id: #""b""#, username: #""bob""#))], .notFound),
    ("one whose name is longer", [page(consumer(username: #""alice2""#))], .notFound),
    ("one in capital letters", [page(consumer(username: #""ALICE""#))], .notFound),
    ("a custom id", [page(consumer(username: "null", customID: #""alice""#))], .notFound),
    ("others first", [page(consumer(id: #""b""#, username: #""bob""#), consumer())], .signs("key-1")),
    (
      "others on the first page",
      [page(consumer(id: #""b""#, username: #""bob""#), next: "o 1"), page(consumer())], .signs("key-1")
    ),
    ("an unusual frame", [#"{"meta":{"page":{"size":1}},"page":1,"data":[\#(consumer())]}"#], .signs("key-1")),
    (
      "two of that name", [page(consumer(), consumer(id: #""b""#))], .invalid("two consumers of one name")
    ),
    ("the same twice", [page(consumer(), consumer())], .signs("key-1")),
    ("no id", [page(consumer(id: nil))], .invalid("not a list of consumers")),
    ("an empty id", [page(consumer(id: #""""#))], .invalid("a consumer without an id")),
    ("no list", ["{}"], .invalid("not a list of consumers")),
    ("no JSON", ["<html>"], .invalid("not JSON")),
    ("a next page without an offset", [#"{"data":[],"next":"/x"}"#], .invalid("next page without an offset")),
  ]

  @Test(arguments: searches)
  func `finds the very name, wherever it stands`(what: String, pages: [String], conclusion: Conclusion) async throws {
    try await withKong(
      { request, _ in
        if request.target.hasPrefix("/realms") { return .json("{}") }
        if request.target.hasSuffix("/jwt") { return .json(page(credential())) }
        guard request.target.contains("?") else { return .notFound }
        return .json(request.target.contains("&offset=o%201") ? pages[1] : pages[0])
      }, as: .konnect
    ) { server, client in
      #expect(await client.conclude("alice") == conclusion)
    }
  }
}
