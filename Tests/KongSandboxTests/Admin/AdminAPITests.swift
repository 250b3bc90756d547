import HTTPEdge
import KongSandbox
import Testing

/// What the recordings do not show.
@Suite struct AdminAPITests {
  private let store = KongStore(.recorded)
  private let json = [("Content-Type", "application/json")]
  private var api: AdminAPI { AdminAPI(store) }

  @Test(arguments: [
    ("/consumers", "GET, HEAD, OPTIONS, POST"), ("/consumers/alice", "DELETE, GET, HEAD, OPTIONS, PATCH, PUT"),
    ("/status", "GET, HEAD, OPTIONS"), ("/consumers/alice/jwt/x", "DELETE, GET, HEAD, OPTIONS, PATCH, PUT"),
  ])
  func `OPTIONS tells the methods of a resource`(path: String, methods: String) async {
    let answer = await api.answer(.stub(.options, path))
    #expect(answer.status == 204)
    #expect(answer["Allow"] == methods)
    #expect(answer["Access-Control-Allow-Methods"] == methods)
  }

  @Test(arguments: [
    "//consumers", "/consumers//", "/consumers//jwt", "/consumers/alice//jwt", "/consumers/alice/jwt/x/y",
  ])
  func `a path that is not spelled as Kong spells it is not found`(path: String) async {
    #expect(await api.answer(.stub(.get, path)).status == 404)
  }

  @Test func `the root tells the version`() async {
    #expect(await api.answer(.stub(.get, "/")).body == #"{"version":"3.9.1","tagline":"Welcome to kong"}"#)
  }

  @Test func `an API key that has run out is gone`() async {
    let now = store.source.now()
    store.withState { state in
      state.keyCredentials["f"] = KongKeyCredential(
        id: "f", consumerID: "00000000-0000-4000-8000-000000000001", key: "old", expiresAt: now)
    }
    #expect(await api.answer(.stub(.get, "/key-auths/old")).status == 404)
  }

  @Test(arguments: ["zzz", "%%%", "WyJhIl", "W10"]) func `an offset that is none is refused`(offset: String) async {
    let answer = await api.answer(.stub(.get, "/consumers?offset=\(offset)"))
    #expect(answer.status == 400)
    #expect(answer.body.contains(#""name":"invalid offset""#))
  }

  @Test func `the pages of a consumer's credentials hold each of them once, by id`() async throws {
    for _ in 1...7 {
      #expect(await api.answer(.stub(.post, "/consumers/alice/jwt", headers: json, body: "{}")).status == 201)
    }
    var target: String? = "/consumers/alice/jwt?size=3"
    var ids: [String] = []
    while let page = target {
      let answer = await api.answer(.stub(.get, page))
      let document = try #require(try JSONParser.parse(answer.body.utf8).object)
      guard case .array(let data) = document["data"] else { break }
      ids += data.compactMap { $0.object?["id"]?.string }
      target = document["next"]?.string
    }
    #expect(ids.count == 7)
    #expect(ids == ids.sorted())
    #expect(Set(ids).count == 7)
  }

  @Test func `a patch changes what it names and nothing else`() async {
    let before = await api.answer(.stub(.get, "/jwts/bob-jwt-key")).body
    let patched = await api.answer(.stub(.patch, "/jwts/bob-jwt-key", headers: json, body: #"{"secret":"new"}"#))
    #expect(patched.body == before.replacing("bob-jwt-secret-0123456789abcdef0123456789", with: "new"))
  }

  @Test func `a patch is checked as a whole`() async {
    let answer = await api.answer(
      .stub(.patch, "/consumers/alice", headers: json, body: #"{"username":null}"#))
    #expect(answer.status == 400)
    #expect(answer.body.contains("at least one of these fields must be non-empty"))
  }

  @Test func `a name that another consumer has cannot be patched in`() async {
    let answer = await api.answer(.stub(.patch, "/consumers/alice", headers: json, body: #"{"username":"bob"}"#))
    #expect(answer.status == 409)
  }

  @Test func `a deleted consumer takes its credentials along`() async {
    #expect(await api.answer(.stub(.delete, "/consumers/bob")).status == 204)
    #expect(await api.answer(.stub(.get, "/jwts/bob-jwt-key")).status == 404)
    #expect(await api.answer(.stub(.get, "/key-auths/bob-api-key")).status == 404)
  }

  @Test func `generated keys and secrets are 32 letters and digits`() async throws {
    let answer = await api.answer(.stub(.post, "/consumers/alice/jwt", headers: json, body: "{}"))
    let document = try #require(try JSONParser.parse(answer.body.utf8).object)
    for field in ["key", "secret"] {
      let value = try #require(document[field]?.string)
      #expect(value.count == 32)
      #expect(value.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) })
    }
  }

  @Test func `what never became a request gets nginx's page`() {
    let answer = Replayed(api.response(to: .malformed("x"), id: .adopted("a")))
    #expect(answer.status == 400)
    #expect(answer.body.contains("<h1>400 Bad Request</h1>"))
  }
}
