package import HTTPEdge

/// What goes wrong with an exchange.
///
/// A refused connection is not among them: see ``SandboxListener/refuse()``.
package enum Fault: Sendable {
  /// The answer is right, and late.
  case latency(Duration)
  /// The answer is right, and waits for the gate.
  case held(Gate)
  /// There is no answer until the client gives up.
  case hang
  /// The connection is reset after this many bytes of the answer.
  case reset(afterBytes: Int)
  /// Another answer in the place of the right one.
  case status(HTTPStatus, fields: [(name: String, value: String)] = [], body: String = #"{"message":"fault"}"#)
  /// 200 with JSON that breaks off, though its length is as announced.
  case malformedBody
  /// The connection is reset in the middle of the content.
  case truncatedBody
  /// 200 with a right beginning and far too much after it.
  case oversizedBody(bytes: Int)
  /// Every entity in the answer belongs to this consumer.
  case wrongConsumer(String)
  /// The consumer's JWT credentials were rotated a moment ago; the answer tells the new one.
  case rotatedCredential
}
