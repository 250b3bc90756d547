/// A response whose content comes piece by piece, perhaps without an end.
///
/// A class, so that ``Reply`` is no larger for it: most replies are none of these.
package final class StreamedResponse: Sendable {
  /// Status and lines; its body is not sent.
  package let head: Response
  /// Opens the content: called once, in the task of the stream, and not at all for HEAD.
  ///
  /// What it yields waits there while the client does not read, so it must not keep more than a few pieces
  /// (`.bufferingNewest`). It is cancelled when the client hangs up or the server is about to go.
  package let content: @Sendable () -> AsyncStream<[UInt8]>

  package init(_ head: Response, content: @escaping @Sendable () -> AsyncStream<[UInt8]>) {
    self.head = head
    self.content = content
  }
}
