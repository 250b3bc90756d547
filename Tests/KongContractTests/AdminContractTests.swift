import NIOHTTP1
import Testing

/// What the Admin API promises to its clients, whoever they are.
@Suite(.timeLimit(.minutes(5))) struct AdminContractTests {
  /// A call about a consumer `{name}` with the id `{id}`, who has a credential `{key}`.
  struct Call: Sendable, CustomTestStringConvertible {
    let recording: String
    let method: NIOHTTP1.HTTPMethod
    let path: String
    let body: String?
    let status: Int

    init(_ recording: String, _ method: NIOHTTP1.HTTPMethod, _ path: String, _ body: String? = nil, gives status: Int) {
      (self.recording, self.method, self.path, self.body, self.status) = (recording, method, path, body, status)
    }

    var testDescription: String { "\(method.rawValue) \(path): \(status) (recorded as \(recording))" }
  }

  static let calls: [Call] = [
    Call("consumer_by_id", .GET, "/consumers/{id}", gives: 200),
    Call("consumer_by_username", .GET, "/consumers/{name}", gives: 200),
    Call("consumer_trailing_slash", .GET, "/consumers/{name}/", gives: 200),
    Call("consumer_unknown_username_404", .GET, "/consumers/no-{name}", gives: 404),
    Call("consumer_create_duplicate_username_409", .POST, "/consumers", #"{"username":"{name}"}"#, gives: 409),
    Call("consumer_create_empty_400", .POST, "/consumers", "{}", gives: 400),
    Call("consumer_create_unknown_field_400", .POST, "/consumers", #"{"username":"x{name}","nope":1}"#, gives: 400),
    Call("jwt_list_nonempty", .GET, "/consumers/{id}/jwt", gives: 200),
    Call("jwt_list_unknown_username_404", .GET, "/consumers/no-{name}/jwt", gives: 404),
    Call("jwt_get_by_key", .GET, "/consumers/{id}/jwt/{key}", gives: 200),
    Call("jwt_get_unknown_key_404", .GET, "/consumers/{id}/jwt/no-{key}", gives: 404),
    Call("jwt_create_duplicate_key_same_consumer_409", .POST, "/consumers/{id}/jwt", #"{"key":"{key}"}"#, gives: 409),
    Call("jwt_create_bad_algorithm_400", .POST, "/consumers/{id}/jwt", #"{"algorithm":"HS1"}"#, gives: 400),
    Call("jwt_create_algorithm_none_400", .POST, "/consumers/{id}/jwt", #"{"algorithm":"none"}"#, gives: 400),
    Call(
      "jwt_create_rs256_without_public_key_400", .POST, "/consumers/{id}/jwt", #"{"algorithm":"RS256"}"#, gives: 400),
    Call("jwt_create_key_empty_400", .POST, "/consumers/{id}/jwt", #"{"key":""}"#, gives: 400),
    Call("jwt_create_malformed_json_400", .POST, "/consumers/{id}/jwt", "{", gives: 400),
    Call("wrong_method_jwt_collection_delete_405", .DELETE, "/consumers/{id}/jwt", gives: 405),
    Call("page_size_0_400", .GET, "/consumers?size=0", gives: 400),
    Call("page_size_1001_400", .GET, "/consumers?size=1001", gives: 400),
    Call("page_bad_offset_400", .GET, "/consumers?size=1&offset=garbage", gives: 400),
    Call("jwt_delete_unknown", .DELETE, "/consumers/{id}/jwt/no-{key}", gives: 404),
    Call("jwt_delete_by_key", .DELETE, "/consumers/{id}/jwt/{key}", gives: 204),
    Call("unknown_path_404", .GET, "/nope", gives: 404),
    Call("status", .GET, "/status", gives: 200),
  ]

  @Test(arguments: calls, KongUnderTest.all.filter { !$0.speaksKonnect })
  func `a call has the status that was recorded`(_ call: Call, in target: KongUnderTest) async throws {
    try await target.use { kong in
      let (name, key) = ("contract-\(kong.run)", "contract-key-\(kong.run)")
      try await kong.withConsumer(username: name) { id in
        try await kong.addCredential(#"{"key":"\#(key)","secret":"s"}"#, to: id)
        let filled = { (text: String) in
          text.replacing("{id}", with: id).replacing("{name}", with: name).replacing("{key}", with: key)
        }
        let answer = try await kong.operate(call.method, filled(call.path), call.body.map(filled))
        #expect(answer.status == call.status, "\(answer.body)")
      }
    }
  }
}
