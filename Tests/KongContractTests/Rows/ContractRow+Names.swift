extension ContractRow {
  /// Consumers of every kind of name.
  static let names = byUsername + byOtherTexts + strangers

  /// What a user name can look like; each is asked for in its own letters.
  private static let usernames: [(title: String, name: String, recording: String?)] = [
    ("a plain name", "plain-{run}", "consumer_by_username"),
    ("a space and a slash", "a b/c-{run}", "consumer_get_special_space_slash"),
    ("letters beyond ASCII", "zoë✓-{run}", "consumer_get_special_unicode"),
    ("a percent sign and a question mark", "100%?-{run}", "consumer_get_special_percent_question"),
    ("a plus and an at sign", "eve+x@example.com-{run}", "consumer_get_special_at_plus_percent_encoded"),
    ("two dots in front", "..-{run}", "consumer_get_special_dotdot"),
    ("nothing but a way up", "../{run}", nil),
    ("a plus alone", "+{run}", nil),
    ("an escaped slash", "a%2Fb-{run}", nil),
    ("an escaped escape", "%252F-{run}", nil),
    ("signs of a query", "a&b=c;d,e-{run}", nil),
    ("a fragment", "a#b-{run}", nil),
    ("brackets and braces", "[x]{y}<z>-{run}", nil),
    ("quotes and a backslash", #"a"b'c\d-{run}"#, nil),
    ("Chinese", "名前-{run}", nil),
    ("an emoji of several letters", "👩‍👩‍👧-{run}", nil),
    ("a combining accent", "zoe\u{308}-{run}", nil),
    ("right to left", "مستخدم-{run}", nil),
    ("a colon", "urn:user:{run}", nil),
    ("a tilde, a pipe, a caret and a backquote", "~|^`-{run}", nil),
    ("capital letters", "ALICE-{run}", nil),
    ("digits alone", "1234567890{run}", nil),
    ("two hundred letters", String(repeating: "x", count: 200) + "-{run}", nil),
  ]

  private static let byUsername = usernames.map { title, name, recording in
    ContractRow("user name: \(title)", recording: recording, username: name, ask: .username)
  }

  private static let byOtherTexts: [ContractRow] = [
    ContractRow("by id", recording: "consumer_by_id"),
    ContractRow("by id in capital letters", recording: "consumer_uppercase_uuid", ask: .upperCaseID),
    ContractRow("by id, with a name beyond ASCII", username: "zoë-{run}"),
    ContractRow(
      "custom id only, by id", recording: "consumer_custom_id_only_by_id", username: nil, customID: "custom-{run}"),
    ContractRow(
      "custom id only, by id in capital letters", username: nil, customID: "custom-{run}", ask: .upperCaseID),
    ContractRow(
      "custom id only, by custom id", recording: "consumer_path_custom_id_is_404", username: nil,
      customID: "custom-{run}", ask: .customID, .notFound),
    ContractRow(
      "both names, by user name", recording: "consumer_both_by_username", customID: "c-{run}", ask: .username),
    ContractRow("both names, by id", customID: "c-{run}"),
    ContractRow(
      "both names, by custom id", recording: "jwt_list_by_custom_id_404", customID: "c-{run}", ask: .customID,
      .notFound),
    ContractRow("a custom id beyond ASCII, by id", customID: "ü/+%-{run}"),
    ContractRow(
      "a user name that looks like an id", recording: "consumer_get_username_is_uuid_404",
      username: "11111111-2222-4333-8444-5555{run}", ask: .username, .notFound, inKonnect: .keys(["key-{run}"])),
    ContractRow("a user name that looks like an id, by id", username: "11111111-2222-4333-8444-6666{run}"),
  ]

  private static let strangers: [ContractRow] = [
    ContractRow(
      "a name that nobody has", recording: "consumer_unknown_username_404", ask: .text("nobody-{run}"), .notFound),
    ContractRow(
      "an id that nobody has", recording: "consumer_unknown_uuid_404",
      ask: .text("99999999-2222-4333-8444-5555{run}"), .notFound),
    ContractRow(
      "other capital letters", recording: "consumer_username_case_sensitive_404", username: "case-{run}",
      ask: .text("CASE-{run}"), .notFound),
    ContractRow("a part of the name", username: "whole-{run}-name", ask: .text("whole-{run}"), .notFound),
    ContractRow("more than the name", username: "short-{run}", ask: .text("short-{run}-er"), .notFound),
    ContractRow("a space at the end", username: "tail-{run}", ask: .text("tail-{run} "), .notFound),
    ContractRow(
      "a plus for a space", recording: "consumer_get_plus_in_path_means_space", username: "p q-{run}",
      ask: .text("p+q-{run}"), .notFound),
    ContractRow("a space for a plus", username: "p+q-{run}", ask: .text("p q-{run}"), .notFound),
    ContractRow("an escape for a letter", username: "esc-{run}", ask: .text("%65sc-{run}"), .notFound),
    ContractRow("the letter for its accent", username: "zoë-{run}", ask: .text("zoe-{run}"), .notFound),
    ContractRow("another form of the same accent", username: "zoë-{run}", ask: .text("zoe\u{308}-{run}"), .notFound),
    ContractRow("a path to the credentials", username: "path-{run}", ask: .text("path-{run}/jwt"), .notFound),
    ContractRow("a way up to the credential", username: "up-{run}", ask: .text("../jwts/key-{run}"), .notFound),
    ContractRow("a query behind the name", username: "query-{run}", ask: .text("query-{run}?size=1"), .notFound),
    ContractRow("a key in place of a name", ask: .text("key-{run}"), .notFound),
  ]
}
