import HTTPEdge
import KongSandbox
import Testing

/// Konnect's paths, over the same state as those of a self-managed Kong.
@Suite struct KonnectSpellingTests {
  private let store = KongStore(SandboxSeed.demo(now: 1_700_000_000))
  private let json = [("Content-Type", "application/json")]
  private var api: AdminAPI { AdminAPI(store) }

  /// Asks, and reads the answer as one JSON object.
  private func object(
    _ method: HTTPMethod, _ target: String, _ body: String = "", status: Int = 200
  ) async throws -> JSONObject {
    let answer = await api.answer(.stub(method, target, headers: body.isEmpty ? [] : json, body: body))
    #expect(answer.status == status)
    return try #require(try JSONParser.parse(answer.body.utf8).object)
  }

  private func names(_ document: JSONObject) -> [String?] {
    guard case .array(let data) = document["data"] else { return [] }
    return data.map { $0.object?["username"]?.string }
  }

  @Test(arguments: ["", "/v1", "/v2/control-planes/0f1e2d3c"])
  func `a consumer is found by id under every base, never by name`(base: String) async throws {
    let consumers = "\(base)/core-entities/consumers"
    #expect(try await object(.get, "\(consumers)/\(SandboxSeed.alice)")["username"] == "alice")
    #expect(try await object(.get, "\(consumers)/\(SandboxSeed.alice.uppercased())")["username"] == "alice")
    _ = try await object(.get, "\(consumers)/alice", status: 404)
    _ = try await object(.get, "\(consumers)/alice/jwt", status: 404)
    _ = try await object(.post, "\(consumers)/alice/jwt", "{}", status: 404)
  }

  @Test(arguments: [
    ("a+b", "a%2Bb"), ("a b", "a%20b"), ("a b", "a+b"), ("100%", "100%25"), ("a/b", "a%2Fb"), ("Zoë", "Zo%C3%AB"),
    ("名前", "%E5%90%8D%E5%89%8D"), ("a&b=c", "a%26b%3Dc"), ("[x]", "%5Bx%5D"), ("ALICE", "ALICE"),
  ])
  func `a search finds the very name`(name: String, encoded: String) async throws {
    store.withState { state in
      state.consumers["c0ffee00-0000-4000-8000-000000000000"] = KongConsumer(
        id: "c0ffee00-0000-4000-8000-000000000000", username: name)
    }
    let search = "/core-entities/consumers?filter%5Busername%5D=\(encoded)"
    #expect(names(try await object(.get, search)) == [name])
    #expect(names(try await object(.get, search.replacing("%5Busername%5D", with: "[username]"))) == [name])
    #expect(names(try await object(.get, "\(search)x")).isEmpty)
  }

  @Test func `a self-managed Kong passes over the filter`() async throws {
    #expect(names(try await object(.get, "/consumers?filter%5Busername%5D=alice")).count > 1)
  }

  @Test func `what one spelling makes, the other shows, and takes away`() async throws {
    let own = "/core-entities/consumers/\(SandboxSeed.carol)/jwt"
    let body = #"{"key":"k","secret":"s"}"#
    let made = try await object(.post, own, body, status: 201)
    let id = try #require(made["id"]?.string)
    #expect(try await object(.get, "/consumers/carol/jwt/\(id)")["key"] == "k")
    _ = try await object(.post, "/consumers/carol/jwt", body, status: 409)
    #expect(await api.answer(.stub(.delete, "/consumers/carol/jwt/k")).status == 204)
    _ = try await object(.get, "\(own)/\(id)", status: 404)
  }

  @Test func `the next page is at a path of the same spelling`() async throws {
    for _ in 1...3 { _ = try await object(.post, "/consumers/alice/jwt", "{}", status: 201) }
    let own = "/v2/control-planes/0f1e2d3c/core-entities/consumers/\(SandboxSeed.alice)/jwt"
    var ids: [String] = []
    var target: String? = "\(own)?size=2"
    while let page = target {
      let document = try await object(.get, page)
      guard case .array(let data) = document["data"] else { break }
      ids += data.compactMap { $0.object?["id"]?.string }
      target = document["next"]?.string
      #expect(target?.hasPrefix("\(own)?offset=") != false)
      if target != nil { target?.append("&size=2") }
    }
    #expect(ids.count == 4)
    #expect(Set(ids).count == 4)
  }

  @Test func `realms are made once and found by name or id`() async throws {
    let body = #"{"name":"auth-realm-0f1e2d3c","allowed_control_planes":["0f1e2d3c"]}"#
    _ = try await object(.get, "/v1/realms/auth-realm-0f1e2d3c", status: 404)
    let made = try await object(.post, "/v1/realms", body, status: 201)
    let id = try #require(made["id"]?.string)
    for name in ["auth-realm-0f1e2d3c", id, id.uppercased()] {
      #expect(try await object(.get, "/v1/realms/\(name)") == made)
    }
    let again = try await object(.post, "/realms", body, status: 400)
    #expect(again["message"] == "realm name must be unique")
    _ = try await object(.post, "/realms", "{}", status: 400)
    #expect(store.withState { $0.realms.count } == 1)
  }

  @Test func `the control plane tells its id`() async throws {
    #expect(try await object(.get, "/v2/control-planes/0f1e2d3c")["id"] == "0f1e2d3c")
    #expect(await api.answer(.stub(.post, "/v2/control-planes/0f1e2d3c", headers: json, body: "{}")).status == 405)
  }

  @Test(arguments: [
    "/core-entities", "/core-entities/services", "/v2/control-planes", "/v3/control-planes/x/core-entities/consumers",
    "/realms/a/b", "/v1", "/core-entities/status",
  ])
  func `nothing else is there`(path: String) async {
    #expect(await api.answer(.stub(.get, path)).status == 404)
  }

  @Test(arguments: ["/core-entities/consumers", "/realms", "/v2/control-planes/x", "/"])
  func `a token is asked for as bearer token`(path: String) async {
    let api = AdminAPI(store, token: "secret")
    #expect(await api.answer(.stub(.get, path, headers: [("Authorization", "Bearer secret")])).status == 200)
    #expect(await api.answer(.stub(.get, path, headers: [("Authorization", "Bearer other")])).status == 401)
    #expect(await api.answer(.stub(.get, path)).status == 401)
    if path != "/" {
      #expect(await api.answer(.stub(.get, path, headers: [("Kong-Admin-Token", "secret")])).status == 401)
    }
  }
}
