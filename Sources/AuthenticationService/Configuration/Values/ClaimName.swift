extension SettingType<String> {
  /// The name of a claim that no token of ours carries already.
  ///
  /// Kong would look for the credential's key in `iss` by default, but a JSON object with two members of one name has
  /// no meaning (RFC 8259, section 4).
  package static var claimName: Self {
    let taken = ["sub", "jti", "iat", "nbf", "exp", "iss", "aud", "name", "unique_name"]
    return SettingType(label: "text") { text throws(SettingRefusal) in
      guard !taken.contains(text) else {
        throw SettingRefusal("must not be one of the claims that every token has: \(taken.joined(separator: ", "))")
      }
      return try SettingType.text(upTo: 128).parse(text)
    }
  }
}
