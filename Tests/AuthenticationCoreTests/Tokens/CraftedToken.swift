import Crypto
import Foundation

/// Compact tokens of any content, put together by Foundation and swift-crypto's own HMAC: nothing here is what it tests.
enum CraftedToken {
  static let header = #"{"alg":"HS256","typ":"JWT"}"#
  /// In force from second 1000 to second 2000.
  static let payload = #"{"key":"key-1","iat":1000,"exp":2000}"#

  /// A token of this header and payload with a true signature.
  static func token(
    header: String = header, payload: String = payload, secret: String = "secret-1"
  ) -> String {
    token(header: Array(header.utf8), payload: Array(payload.utf8), secret: secret)
  }

  static func token(
    header: [UInt8] = Array(header.utf8), payload: [UInt8], secret: String = "secret-1"
  ) -> String {
    signed("\(base64URL(header)).\(base64URL(payload))", secret: secret)
  }

  /// This text and its signature.
  static func signed(_ input: String, secret: String = "secret-1") -> String {
    let key = SymmetricKey(data: Data(secret.utf8))
    return "\(input).\(base64URL(HMAC<SHA256>.authenticationCode(for: Data(input.utf8), using: key)))"
  }

  static func base64URL(_ bytes: some Sequence<UInt8>) -> String {
    Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }
}
