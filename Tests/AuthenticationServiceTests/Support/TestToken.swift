import AuthenticationCore

/// A token made by hand, sound or not.
struct TestToken {
  var header = #"{"alg":"HS256","typ":"JWT"}"#
  var payload: String
  /// Signs; its key needs not stand in the payload.
  var key: String

  init(_ payload: String, key: String = "key-of-alice") {
    self.payload = payload
    self.key = key
  }

  /// A token of alice's with these claims besides the key.
  init(claims: String) {
    self.init(#"{"key":"key-of-alice",\#(claims)}"#)
  }

  /// The token with a signature that is right for what it covers.
  var text: String {
    let input = "\(Self.encode(Array(header.utf8))).\(Self.encode(Array(payload.utf8)))"
    return Self.sign(input, key: key)
  }

  /// Adds the signature to the first two parts of a token.
  static func sign(_ input: String, key: String = "key-of-alice") -> String {
    let signature = Array(input.utf8).withUnsafeBytes { SigningKey(Secret(secret(of: key))).signature(of: $0) }
    return "\(input).\(encode(Array(signature)))"
  }

  static func encode(_ bytes: [UInt8]) -> String {
    var output: [UInt8] = []
    bytes.withUnsafeBytes { Base64URL.append($0, to: &output) }
    return String(decoding: output, as: UTF8.self)
  }

  static func secret(of key: String) -> String {
    "the secret of \(key), which is long enough"
  }

  /// The payload of a token, as text.
  static func payload(of token: String) -> String? {
    let parts = token.split(separator: ".")
    guard parts.count == 3, let bytes = Base64URL.decode(parts[1].utf8) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }
}
