import NIOCore

/// Responses on their way out, collected so that one write carries as many as are ready.
struct OutboundBytes {
  /// From this many bytes on, what has been collected goes out before more is answered: only so does the channel notice that
  /// its client does not read, however much a handful of pipelined requests asks for.
  private static let batchSize = 32 * 1024
  /// Storage above this size is not kept for the next responses: one large response must not hold memory while a connection idles.
  private static let keptCapacity = 16 * 1024

  var bytes = ByteBuffer()

  /// Whether enough has been collected to send it before going on.
  var isFull: Bool { bytes.readableBytes >= Self.batchSize }

  /// Hands over what has been collected; nil when there is nothing.
  ///
  /// Collecting starts anew before the bytes are sent, because sending may call back into the connection.
  mutating func take() -> ByteBuffer? {
    guard bytes.readableBytes > 0 else { return nil }
    let batch = bytes
    bytes = ByteBuffer()
    return batch
  }

  /// Drops everything behind the first `length` bytes.
  mutating func truncate(to length: Int) {
    bytes.moveWriterIndex(to: bytes.readerIndex + min(max(length, 0), bytes.readableBytes))
  }

  /// Takes back the storage of a batch that has been sent, unless something new has been collected meanwhile.
  mutating func recycle(_ batch: consuming ByteBuffer) {
    guard bytes.readableBytes == 0, batch.capacity <= Self.keptCapacity else { return }
    batch.clear(minimumCapacity: 0)
    bytes = batch
  }
}
