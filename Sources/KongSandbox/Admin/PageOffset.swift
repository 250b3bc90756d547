/// Kong's opaque offset: the last id of a page, in a JSON array, in base64url without padding.
enum PageOffset {
  static func token(for id: String) -> String {
    Base64URL.encode(JSONValue.array([.string(id)]).bytes)
  }

  static func id(in token: String) -> String? {
    guard let bytes = Base64URL.decode(token.utf8), let value = try? JSONParser.parse(bytes) else { return nil }
    return value.strings?.first
  }
}
