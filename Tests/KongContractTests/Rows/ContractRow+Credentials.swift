extension ContractRow {
  /// Credentials of every kind.
  static let credentials = single + several

  private static func credential(
    _ key: String, secret: String = "0123456789abcdef0123456789abcdef", _ more: String = ""
  ) -> String {
    #"{"key":"\#(key)-{run}","secret":"\#(secret)"\#(more)}"#
  }

  /// A public key for the algorithms that ask for one; nobody has the private one.
  private static let publicKey =
    #","rsa_public_key":"-----BEGIN PUBLIC KEY-----\nMFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBANDiE2+Xi/WnO+s120NiiJhNyIButVu6\nzxqlVzz0wy2j4kQVUC4ZRZD80IY+4wIiX2YxKBZKGnd2TtPkcJ/ljkUCAwEAAQ==\n-----END PUBLIC KEY-----\n""#

  private static let single: [ContractRow] = [
    ContractRow("no credential", recording: "jwt_list_empty", [], .notFound),
    ContractRow("no credential, by name", recording: "jwt_list_empty_by_username", [], ask: .username, .notFound),
    ContractRow("a credential of Kong's own making", recording: "jwt_create_empty_json", ["{}"], .count(1)),
    ContractRow(
      "a credential as this service makes it", recording: "jwt_create_key_secret_like_auth_service",
      [#"{"key":"0123456789abcdef01234567{run}","secret":"\#(String(repeating: "0123456789abcdef", count: 4))"}"#],
      .keys(["0123456789abcdef01234567{run}"])),
    ContractRow(
      "HS256 by name", recording: "jwt_create_key_secret_algorithm", [credential("a", #","algorithm":"HS256""#)],
      .keys(["a-{run}"])),
    ContractRow("HS384 alone", [credential("a", #","algorithm":"HS384""#)], .notFound),
    ContractRow("HS512 alone", [credential("a", #","algorithm":"HS512""#)], .notFound),
    ContractRow("RS256 alone", [credential("a", #","algorithm":"RS256"\#(publicKey)"#)], .notFound),
    ContractRow(
      "a credential without key and secret", recording: "jwt_create_key_and_secret_null",
      [#"{"key":null,"secret":null}"#], .notFound),
    ContractRow("a credential without a secret", [#"{"key":"a-{run}","secret":null}"#], .notFound),
    ContractRow(
      "a secret of one letter", recording: "jwt_create_short_secret_and_tags",
      [credential("a", secret: "x", #","tags":["a","b"]"#)], .keys(["a-{run}"])),
    ContractRow("a secret beyond ASCII", [credential("a", secret: "schlüssel-🔑")], .keys(["a-{run}"])),
    ContractRow("a secret with a line break", [credential("a", secret: #"one\ntwo"#)], .keys(["a-{run}"])),
    ContractRow("a secret that looks like Base64", [credential("a", secret: "c2VjcmV0LWI2NA==")], .keys(["a-{run}"])),
    ContractRow(
      "a secret of four thousand letters", [credential("a", secret: String(repeating: "s", count: 4000))],
      .keys(["a-{run}"])),
    ContractRow(
      "a key of all kinds of signs", recording: "jwt_create_key_special", [credential(#"k special/ü?\"+%"#)],
      .keys([#"k special/ü?"+%-{run}"#])),
    ContractRow(
      "tags beyond ASCII", [credential("a", #","tags":["größe"]"#)], .keys(["a-{run}"])),
  ]

  private static func at(_ second: Int) -> String { #","created_at":\#(second)"# }

  private static let several: [ContractRow] = [
    ContractRow(
      "the newest of three signs", recording: "jwt_list_several",
      [credential("old", at(1000)), credential("new", at(3000)), credential("middle", at(2000))],
      .keys(["new-{run}", "middle-{run}", "old-{run}"])),
    ContractRow(
      "the newest is of another algorithm",
      [credential("old", at(1000)), credential("new", at(3000) + #","algorithm":"HS512""#)], .keys(["old-{run}"])),
    ContractRow(
      "the newest has no secret",
      [credential("old", at(1000)), #"{"key":"new-{run}","secret":null,"created_at":3000}"#], .keys(["old-{run}"])),
    ContractRow(
      "one of each algorithm",
      ["HS256", "HS384", "HS512"].map { credential($0, #","algorithm":"\#($0)""#) }
        + [credential("rs", #","algorithm":"RS256"\#(publicKey)"#)], .keys(["HS256-{run}"])),
    ContractRow(
      "two of the same secret", recording: "jwt_create_duplicate_secret_ok",
      [credential("one", at(1)), credential("two", at(2))], .keys(["two-{run}", "one-{run}"])),
    ContractRow(
      "more than a page, by id", (1...101).map { credential("k\($0)", at($0)) },
      .keys((1...101).reversed().map { "k\($0)-{run}" })),
    ContractRow(
      "more than a page, by name", (1...101).map { credential("k\($0)", at($0)) }, ask: .username,
      .keys((1...101).reversed().map { "k\($0)-{run}" })),
    ContractRow(
      "a usable one behind a page of others",
      (1...100).map { credential("k\($0)", #","algorithm":"HS512""#) } + [credential("usable")],
      .keys(["usable-{run}"])),
  ]
}
