import NIOCore

extension ByteBuffer {
  /// Appends bytes that have arrived, and forgets those that have been read.
  ///
  /// Appending alone would grow the storage for as long as reads end in the middle of pipelined requests.
  mutating func receive(_ arrived: ByteBuffer) {
    var arrived = arrived
    if readableBytes == 0 {
      self = arrived
    } else if readerIndex == 0 {
      writeBuffer(&arrived)
    } else {
      var joined = ByteBuffer()
      joined.reserveCapacity(readableBytes + arrived.readableBytes)
      joined.writeBuffer(&self)
      joined.writeBuffer(&arrived)
      self = joined
    }
  }
}
