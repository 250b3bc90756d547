import FoundationEssentials
import Identifiers

/// How trace and span ids are put into fields of type `bytes`.
enum IdentifierEncoding: Sendable {
  /// As they are.
  case binary
  /// As bytes that base64 spells like the hexadecimal digits of the id.
  ///
  /// JSON has base64 for bytes, but OTLP wants these ids in hexadecimal digits (OTLP specification, "JSON Protobuf Encoding"). All
  /// such digits are letters of base64, and their number can be divided by four, so that there always are such bytes.
  case hexadecimal

  init(_ encoding: OTLPEncoding) {
    self =
      switch encoding {
      case .httpProtobuf: .binary
      case .httpJSON: .hexadecimal
      }
  }

  func data(_ id: TraceID) -> Data {
    switch self {
    case .binary: withUnsafeBytes(of: (id.high.bigEndian, id.low.bigEndian)) { Data($0) }
    case .hexadecimal: Data(id.high.bytesSpelledInHexadecimal + id.low.bytesSpelledInHexadecimal)
    }
  }

  func data(_ id: SpanID) -> Data {
    switch self {
    case .binary: withUnsafeBytes(of: id.bits.bigEndian) { Data($0) }
    case .hexadecimal: Data(id.bits.bytesSpelledInHexadecimal)
    }
  }
}

extension UInt64 {
  /// The twelve bytes that base64 writes as the sixteen hexadecimal digits of this number (RFC 4648 section 4).
  fileprivate var bytesSpelledInHexadecimal: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(24)
    for quarter in stride(from: 48, through: 0, by: -16) {
      var triple: UInt64 = 0
      for digit in stride(from: 12, through: 0, by: -4) {
        let value = self >> UInt64(quarter + digit) & 15
        // The letters from `a` on are the values from 26 on, the digits those from 52 on.
        triple = triple << 6 | (value < 10 ? 52 + value : 16 + value)
      }
      bytes.append(UInt8(truncatingIfNeeded: triple >> 16))
      bytes.append(UInt8(truncatingIfNeeded: triple >> 8))
      bytes.append(UInt8(truncatingIfNeeded: triple))
    }
    return bytes
  }
}
