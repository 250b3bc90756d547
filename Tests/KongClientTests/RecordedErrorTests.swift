import AuthenticationCore
import KongClient
import Testing

@Suite(.timeLimit(.minutes(1))) struct `Errors of Kong 3.9.1, recorded` {
  /// Every recorded error, by what the client concludes when a look-up is answered with it.
  ///
  /// Most of them answered other requests; whatever the request, the status alone decides.
  static let errors: [(conclusion: Conclusion, names: [String])] = [
    (
      .status(400),
      [
        "consumers_query_custom_id_empty_400", "consumer_create_empty_400", "consumer_create_unknown_field_400",
        "consumer_create_empty_username_400", "consumer_create_wrong_type_400",
        "jwt_create_empty_body_json_content_type", "jwt_create_bad_algorithm_400", "jwt_create_algorithm_none_400",
        "jwt_create_rs256_without_public_key_400", "jwt_create_rs256_bad_public_key_400",
        "jwt_create_unknown_field_400", "jwt_create_key_number_400", "jwt_create_key_empty_400",
        "jwt_create_secret_empty", "jwt_create_several_errors_400", "jwt_create_bad_tags_400",
        "jwt_create_bad_id_400", "jwt_create_malformed_json_400", "jwt_create_json_array_of_string",
        "page_size_0_400", "page_size_negative_400", "page_size_nan_400", "page_size_1001_400", "page_bad_offset_400",
      ]
    ),
    (
      .notFound,
      [
        "consumer_unknown_uuid_404", "unknown_path_404", "consumer_unknown_subpath_404",
        "consumer_get_special_at_plus", "consumer_get_username_is_uuid_404",
        "jwt_create_unknown_consumer_username_404", "jwt_create_unknown_consumer_uuid_404",
        "jwt_create_unknown_consumer_empty_404", "jwt_get_other_consumers_key_404", "jwt_get_unknown_key_404",
        "jwt_get_unknown_consumer_404", "jwt_delete_again", "jwt_delete_unknown", "jwt_delete_unknown_consumer",
        "key_auth_create_unknown_consumer_404", "jwts_consumer_unknown_404",
      ]
    ),
    (
      .status(405),
      [
        "wrong_method_jwt_collection_put_405", "wrong_method_jwt_collection_delete_405",
        "wrong_method_jwt_collection_patch_405", "wrong_method_status_post_405", "wrong_method_consumer_post_by_id",
      ]
    ),
    (
      .status(409),
      [
        "consumer_create_duplicate_username_409", "consumer_create_duplicate_custom_id_409",
        "jwt_create_duplicate_key_same_consumer_409", "jwt_create_duplicate_key_other_consumer_409",
        "jwt_create_duplicate_id_409", "key_auth_create_duplicate_409",
      ]
    ),
    (
      .status(415),
      [
        "jwt_create_json_without_content_type", "jwt_create_text_plain",
      ]
    ),
    (
      .status(500),
      [
        "jwt_create_json_string", "jwt_create_json_null", "db_down_consumer_get", "db_down_jwt_create",
        "db_down_root",
      ]
    ),
  ]

  static let cases = errors.flatMap { error in error.names.map { (name: $0, conclusion: error.conclusion) } }

  @Test(arguments: cases)
  func `is understood`(name: String, conclusion: Conclusion) async throws {
    let recording = try Recording.named(name)
    try await withKong { _, _ in
      recording.turn
    } _: { server, client in
      #expect(await client.conclude(`Kong 3.9.1, recorded`.alice) == conclusion)
      // The connection is as good as before: the next look-up uses it.
      #expect(await client.conclude(`Kong 3.9.1, recorded`.alice) == conclusion)
      #expect(server.connectionCount == 1)
    }
  }

  /// Successes that answer requests of another kind, which the client never makes.
  static func isOfAnotherKind(_ recording: Recording) -> Bool {
    let path = recording.request.path
    let isList = path.hasSuffix("/jwt") || path.contains("/jwt?")
    let isConsumer = path.hasPrefix("/consumers/") && path.count(where: { $0 == "/" }) == 2 && !path.contains("?")
    let isRead = recording.request.method == "GET" && (isList || isConsumer || path == "/status")
    return recording.response.status < 400 && !isRead
  }

  @Test func `no recording that the client can meet is left out`() {
    let consumers = `Consumers of Kong 3.9.1, recorded`.self
    var named = Set(Self.cases.map(\.name))
    named.formUnion(`Kong 3.9.1, recorded`.lookups.map(\.name))
    named.formUnion(`Kong 3.9.1, recorded`.otherLists.map(\.name))
    named.formUnion(consumers.cases.map(\.consumer))
    named.formUnion(consumers.cases.compactMap(\.list))
    named.formUnion(consumers.strangers.map(\.1))
    named.formUnion([
      "jwt_page_1", "jwt_page_size_2", "status", "db_down_status", "consumer_by_id", "consumer_uppercase_uuid",
    ])
    let meetable = Recording.all.values.filter { !Self.isOfAnotherKind($0) }.map(\.name)
    #expect(Set(meetable).subtracting(named).isEmpty)
    #expect(Recording.all.count == 170)
    #expect(meetable.count == 93)
  }
}
