import AuthenticationCore
import KongClient
import Testing

@Suite(.timeLimit(.minutes(1))) struct `Consumers of Kong 3.9.1, recorded` {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    /// The recorded answer to the question for the consumer.
    let consumer: String
    /// The recorded answer to the question for his credentials; nil if it must not come to that.
    let list: String?
    /// The id that is asked for in it.
    let id: String
    let conclusion: Conclusion

    init(_ name: String, _ consumer: String, _ id: String = "", _ list: String? = nil, conclusion: Conclusion) {
      (self.name, self.consumer, self.id, self.list, self.conclusion) = (name, consumer, id, list, conclusion)
    }

    var testDescription: String { consumer }
  }

  static let cases = [
    Case("alice", "consumer_by_username", aliceID, "jwt_list_empty", conclusion: .notFound),
    Case("alice", "method_override_header_ignored", aliceID, "jwt_list_empty", conclusion: .notFound),
    Case(
      "bob", "consumer_both_by_username", `Kong 3.9.1, recorded`.bob, "jwt_list_nonempty",
      conclusion: .signs("bob-jwt-key")),
    Case(
      "a b/c", "consumer_get_special_space_slash", "492ec389-b763-4c76-9fee-75ddf6b7e330",
      "consumer_jwt_list_special_space_slash", conclusion: .notFound),
    Case(
      "zoë✓", "consumer_get_special_unicode", "c0f70083-0e93-4df6-96eb-8e92f060cb71",
      "consumer_jwt_list_special_unicode", conclusion: .notFound),
    Case(
      "100%?", "consumer_get_special_percent_question", "a9f73113-1b19-42ea-964b-ff7d683ee325",
      "consumer_jwt_list_special_percent_question", conclusion: .notFound),
    Case(
      "..", "consumer_get_special_dotdot", "93067da4-69ba-4a35-a8a1-a096ab2e33f7",
      "consumer_jwt_list_special_dotdot", conclusion: .notFound),
    Case(
      "eve+x@example.com", "consumer_get_special_at_plus_percent_encoded", "a0d96fac-79da-4309-99de-636039fc33f8",
      "jwt_list_empty_by_username", conclusion: .notFound),
    Case("nobody", "consumer_unknown_username_404", conclusion: .notFound),
    Case("ALICE", "consumer_username_case_sensitive_404", conclusion: .notFound),
    // A custom id is no name.
    Case("custom-only-42", "consumer_path_custom_id_is_404", conclusion: .notFound),
  ]

  @Test(arguments: cases)
  func `are asked for by name, then for what they have by id`(_ example: Case) async throws {
    let consumer = try Recording.named(example.consumer)
    let list = try example.list.map { try Recording.named($0) }
    try await withKong { _, number in
      number == 1 ? consumer.turn : list?.turn ?? .close
    } _: { server, client in
      #expect(await client.conclude(example.name) == example.conclusion)
      let second = list.map { _ in ["GET /consumers/\(example.id)/jwt"] } ?? []
      #expect(server.requests.map(\.call) == ["GET \(consumer.request.path)"] + second)
    }
  }

  /// Answers about somebody who does not bear the name that was asked for.
  static let strangers = [
    // What Kong would make of a plus in a path, had we not encoded it.
    ("a+b/c", "consumer_get_plus_in_path_means_space"),
    ("custom-only-42", "consumer_custom_id_only_by_id"),
    ("bob-custom-7", "consumer_both_by_username"),
    ("Alice", "consumer_by_username"),
    ("alice ", "consumer_by_username"),
    ("zoe\u{308}✓", "consumer_get_special_unicode"),
  ]

  @Test(arguments: strangers)
  func `are refused when the name is another one`(name: String, recording: String) async throws {
    let turn = try Recording.named(recording).turn
    try await withKong { _, _ in
      turn
    } _: { server, client in
      #expect(await client.conclude(name) == .fails(.wrongConsumer))
      #expect(server.requests.count == 1)
    }
  }

  @Test(arguments: ["consumer_by_id", "consumer_uppercase_uuid"])
  func `are believed by id too, where ids are asked for`(recording: String) async throws {
    let consumer = try Recording.named(recording).turn
    let list = try Recording.named("jwt_list_several").turn
    try await withKong({ _, number in number == 2 ? consumer : number == 3 ? list : .json("{}") }, as: .konnect) {
      server, client in
      let credentials = try await client.credentials(ofConsumer: aliceID)
      #expect(credentials.consumerID == aliceID)
      #expect(server.requests.count == 3)
    }
  }
}
