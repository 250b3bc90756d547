import Foundation
import HostileInput
import Testing

/// What the fuzzer begins with, and what it has found, held to the same conditions.
@Suite struct `Corpus` {
  struct Entry: Sendable, CustomTestStringConvertible {
    let input: HostileInput
    let file: String

    var testDescription: String { "\(input.rawValue)/\(file)" }
    var url: URL { Corpus.folder(of: input).appending(path: file) }
  }

  static let all = HostileInput.allCases.flatMap { input in
    Corpus.files(of: input).map { Entry(input: input, file: $0) }
  }

  static func folder(of input: HostileInput) -> URL {
    URL(filePath: #filePath).appending(path: "../../../Fuzzing/\(input.rawValue)/corpus").standardized
  }

  static func files(of input: HostileInput) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder(of: input).path)) ?? []).sorted()
  }

  @Test(arguments: HostileInput.allCases) func `is there`(input: HostileInput) {
    #expect(Corpus.files(of: input).count >= 10)
  }

  @Test(arguments: all) func `breaks nothing`(entry: Entry) async throws {
    let bytes = Array(try Data(contentsOf: entry.url))
    // On a thread of its own: a check may wait for work that needs one of the few that tests share.
    let violation = await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: entry.input.violation(bytes)) }
    }
    #expect(violation == nil)
  }
}

extension HostileInput {
  /// What the bytes break; nil when nothing.
  fileprivate func violation(_ bytes: [UInt8]) -> String? {
    do throws(Violation) {
      try check(bytes)
      return nil
    } catch {
      return error.description
    }
  }
}
