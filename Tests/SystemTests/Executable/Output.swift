import Foundation

/// Where a process writes to.
protocol Output {
  /// What `Process` takes: a pipe or a file handle.
  var destination: Any { get }

  /// Is told that the process has its own copy of the destination.
  func processHasStarted()
}

extension Output {
  func processHasStarted() {}
}

/// Nowhere.
struct NoOutput: Output {
  var destination: Any { FileHandle.nullDevice }
}

/// A file that takes what a process writes, to be read when the process has ended.
///
/// A pipe would not do: processes that are started at the same time may inherit its other end, and keep it open.
struct OutputFile: Output {
  private let path: String
  private let handle: FileHandle

  init() throws {
    let directory = FileManager.default.temporaryDirectory
    path = directory.appendingPathComponent("authentication-service-\(UUID().uuidString)").path
    guard FileManager.default.createFile(atPath: path, contents: nil) else { throw CocoaError(.fileWriteUnknown) }
    handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
  }

  var destination: Any { handle }

  /// The lines that were written; the file is gone afterwards.
  func lines() throws -> [String] {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try FileManager.default.removeItem(atPath: path)
    return text.split(separator: "\n").map(String.init)
  }
}
