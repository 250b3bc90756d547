package import Foundation

/// An export, as an ``OTLPReceiver`` has read it.
package struct OTLPRequest: Decodable, Sendable {
  package let path: String
  package let signal: String
  /// `http/protobuf` or `http/json`.
  package let encoding: String?
  /// As `Content-Encoding` has it.
  package let compression: String?
  /// Names in small letters.
  package let headers: [String: String]
  /// Bytes as they were sent.
  package let size: Int
  /// How the request breaks the specification.
  package let complaint: String?
  /// JSON with the names of the official definitions, ids in hexadecimal digits, 64-bit numbers as text.
  package let message: String?

  /// The message in the one way of writing that can be compared.
  package func canonicalMessage() throws -> String {
    try Self.canonical(Data((message ?? "null").utf8))
  }

  /// JSON with its keys in order.
  package static func canonical(_ json: Data) throws -> String {
    let value = try JSONSerialization.jsonObject(with: json, options: .fragmentsAllowed)
    let options: JSONSerialization.WritingOptions = [.sortedKeys, .prettyPrinted, .fragmentsAllowed]
    return String(decoding: try JSONSerialization.data(withJSONObject: value, options: options), as: UTF8.self)
  }
}
