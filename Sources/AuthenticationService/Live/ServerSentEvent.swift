/// One event of `text/event-stream` (the HTML standard, section 9.2).
struct ServerSentEvent: Sendable {
  let name: String
  let data: JSONOutput

  /// What a client waits before it connects again, in milliseconds.
  static let retry = Array("retry: 2000\n\n".utf8)

  /// As it is sent; compact JSON has no line ends that would need lines of their own.
  var bytes: [UInt8] { Array("event: \(name)\ndata: ".utf8) + data.compact + Array("\n\n".utf8) }
}
