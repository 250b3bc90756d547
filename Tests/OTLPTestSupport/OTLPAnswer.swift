/// How an ``OTLPReceiver`` answers an export; what is not said is as in an answer that takes it.
package struct OTLPAnswer: Encodable, Sendable {
  /// The signal that is answered so; any if nil.
  package var signal: String?
  package var status: Int?
  package var headers: [String: String]?
  package var rejected: Int?
  package var message: String?
  package var text: String?
  package var size: Int?
  package var hang: Bool?
  package var stall: Bool?
  package var drop: Bool?

  package static let taken = OTLPAnswer()
  /// No answer at all, and no end.
  package static let nothing = OTLPAnswer(hang: true)
  /// An answer that begins and does not end.
  package static let stalled = OTLPAnswer(stall: true)
  /// The connection is closed.
  package static let dropped = OTLPAnswer(drop: true)

  /// The connection is closed within the answer.
  package static func broken(_ status: Int) -> OTLPAnswer {
    OTLPAnswer(status: status, drop: true)
  }

  package static func rejected(_ count: Int, _ message: String) -> OTLPAnswer {
    OTLPAnswer(rejected: count, message: message)
  }

  /// An error with a `google.rpc.Status`.
  package static func error(_ status: Int, _ message: String = "", _ headers: [String: String] = [:]) -> OTLPAnswer {
    OTLPAnswer(status: status, headers: headers, message: message)
  }

  /// An answer in plain text.
  package static func text(_ status: Int, _ text: String) -> OTLPAnswer {
    OTLPAnswer(status: status, text: text)
  }

  /// So many bytes that are no message.
  package static func noise(_ size: Int) -> OTLPAnswer {
    OTLPAnswer(size: size)
  }
}
