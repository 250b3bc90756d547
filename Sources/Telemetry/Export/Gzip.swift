import CZlib
import NIOCore

/// Compression as `Content-Encoding: gzip` has it (RFC 1952).
enum Gzip {
  /// Fast: telemetry repeats itself so much that more effort gains little.
  private static let level: CInt = 1
  /// The largest window, and a head and an end of gzip around the data.
  private static let windowBits: CInt = 15 + 16
  private static let memoryLevel: CInt = 8

  /// Compresses bytes; nil if zlib finds no memory.
  static func compress(_ bytes: [UInt8]) -> ByteBuffer? {
    var stream = z_stream()
    let isReady = deflateInit2_(
      &stream, level, Z_DEFLATED, windowBits, memoryLevel, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      CInt(MemoryLayout<z_stream>.size))
    guard isReady == Z_OK else { return nil }
    defer { deflateEnd(&stream) }

    let bound = Int(deflateBound(&stream, UInt(bytes.count)))
    var output = ByteBuffer()
    var result = Z_OK
    output.writeWithUnsafeMutableBytes(minimumWritableBytes: bound) { space in
      bytes.withUnsafeBytes { input in
        stream.next_in = UnsafeMutablePointer(mutating: input.bindMemory(to: UInt8.self).baseAddress)
        stream.avail_in = UInt32(input.count)
        stream.next_out = space.bindMemory(to: UInt8.self).baseAddress
        stream.avail_out = UInt32(space.count)
        result = deflate(&stream, Z_FINISH)
      }
      return space.count - Int(stream.avail_out)
    }
    return result == Z_STREAM_END ? output : nil
  }
}
