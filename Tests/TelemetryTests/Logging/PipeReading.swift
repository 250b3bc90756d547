import Foundation

/// The other end of a log: a pipe that is read to its end by a thread of its own, so that no task waits for it.
struct PipeReading: Sendable {
  /// Where to write.
  var descriptor: Int32 { writing.fileDescriptor }
  private let writing: FileHandle
  private let content: AsyncStream<Data>

  init() {
    let pipe = Pipe()
    writing = pipe.fileHandleForWriting
    let reading = pipe.fileHandleForReading
    let (content, read) = AsyncStream.makeStream(of: Data.self)
    self.content = content
    Thread.detachNewThread {
      read.yield((try? reading.readToEnd()) ?? Data())
      read.finish()
    }
  }

  /// Closes the writing end; all that was written.
  func end() async throws -> Data {
    try writing.close()
    return await content.first { _ in true } ?? Data()
  }
}
