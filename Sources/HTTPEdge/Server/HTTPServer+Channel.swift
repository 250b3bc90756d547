package import NIOCore

extension HTTPServer {
  /// Makes a channel that somebody else opens speak HTTP, such as one in memory.
  ///
  /// - Throws: what the pipeline of a closed channel throws.
  package static func speakHTTP(
    on channel: any Channel, _ configuration: ServerConfiguration, responder: any Responder
  ) throws {
    try channel.pipeline.syncOperations.addHandler(
      HTTPExchangeHandler(configuration, slot: ResponderSlot(responder), loop: LoopState()))
  }
}
