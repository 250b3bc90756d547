import NIOCore
import NIOHTTP1

/// What a receiver has answered, as far as we have read it.
struct ReceiverAnswer: Sendable {
  var status: Int
  var contentType: String
  var retryAfter: String?
  var body: ByteBuffer
  /// Whether the body came to its end before the limit.
  var isWhole: Bool

  var isSuccess: Bool { 200..<300 ~= status }

  /// Whether the same request may succeed later (OTLP specification, "Retryable Response Codes").
  var mayBeRepeated: Bool {
    switch status {
    case 429, 502, 503, 504: true
    default: false
    }
  }

  /// How the body is written; nil if it is neither of the ways of OTLP.
  var encoding: OTLPEncoding? {
    let mediaType = contentType.prefix { $0 != ";" }.lowercased()
    return OTLPEncoding.allCases.first { $0.contentType == mediaType }
  }

  /// What the receiver says about an error: the message of a status, or a text as it is.
  var message: String {
    let bytes = Array(body.readableBytesView)
    guard let status = try? encoding?.decode(bytes, as: OTLPRPCStatus.self) else {
      return String(decoding: bytes, as: UTF8.self)
    }
    return status.message
  }
}
