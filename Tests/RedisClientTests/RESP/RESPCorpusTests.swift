import Foundation
import NIOCore
import RedisClient
import Testing

/// What the fuzzer began with, and what it has found: read however it is cut into two.
@Suite struct `RESP corpus` {
  static let folder = URL(filePath: #filePath).appending(path: "../../../../Fuzzing/RESPDecoder/corpus").standardized
  static let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()

  @Test func `is there`() {
    #expect(Self.files.count >= 30)
  }

  @Test(arguments: files) func `means the same at every cut`(file: String) throws {
    let bytes = Array(try Data(contentsOf: Self.folder.appending(path: file)))
    let whole = Self.read([bytes[...]])
    for cut in bytes.indices { #expect(Self.read([bytes[..<cut], bytes[cut...]]) == whole, "cut at \(cut)") }
    #expect(Self.read(bytes.map { [$0] }) == whole)
  }

  /// The values as text, and the fault at their end.
  private static func read(_ parts: [ArraySlice<UInt8>]) -> [String] {
    var decoder = RESPDecoder()
    var buffer = ByteBuffer()
    var values: [String] = []
    do throws(RESPFault) {
      for part in parts {
        buffer.writeBytes(part)
        while let value = try decoder.next(from: &buffer) { values.append("\(value)") }
      }
    } catch {
      values.append("\(error)")
    }
    return values
  }
}
