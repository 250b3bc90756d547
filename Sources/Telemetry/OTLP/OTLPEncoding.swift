import SwiftProtobuf

/// How messages are written (OTLP specification, "OTLP/HTTP").
package enum OTLPEncoding: String, Sendable, CaseIterable {
  case httpProtobuf = "http/protobuf"
  case httpJSON = "http/json"

  var contentType: String {
    switch self {
    case .httpProtobuf: "application/x-protobuf"
    case .httpJSON: "application/json"
    }
  }

  /// Writes a message; JSON with numbers for enumerations, as the specification of OTLP asks for.
  func encode(_ message: some Message) throws -> [UInt8] {
    switch self {
    case .httpProtobuf: return try message.serializedBytes()
    case .httpJSON:
      var options = JSONEncodingOptions()
      options.alwaysPrintEnumsAsInts = true
      return try message.jsonUTF8Bytes(options: options)
    }
  }

  /// Reads a message, and leaves out what it does not know.
  func decode<Answer: Message>(_ bytes: some SwiftProtobufContiguousBytes, as _: Answer.Type) throws -> Answer {
    switch self {
    case .httpProtobuf: return try Answer(serializedBytes: bytes)
    case .httpJSON:
      var options = JSONDecodingOptions()
      options.ignoreUnknownFields = true
      return try Answer(jsonUTF8Bytes: bytes, options: options)
    }
  }
}
