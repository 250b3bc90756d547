/// A place where bytes of strangers come in, and what must hold there whatever the bytes are.
///
/// libFuzzer looks for bytes that break it (`make fuzz`); an ordinary test reads the corpus of each, `Fuzzing/<name>/corpus`.
package enum HostileInput: String, CaseIterable, Sendable {
  /// What clients send: requests, from the wire through the whole service to the answer.
  case httpRequests = "HTTPRequests"
  /// What clients hand in as tokens.
  case tokens = "TokenVerifier"
  /// What Kong's Admin API, or whoever took its place, answers.
  case kongAnswers = "KongAnswers"
  /// What stands in the environment of the process.
  case configuration = "Configuration"
  /// What Redis, or whoever took its place, answers.
  case redisReplies = "RESPDecoder"

  /// Lets the service have the bytes.
  ///
  /// - Throws: the first thing that must not be.
  package func check(_ bytes: [UInt8]) throws(Violation) {
    switch self {
    case .httpRequests: try RequestHandling.check(bytes)
    case .tokens: try TokenVerification.check(bytes)
    case .kongAnswers: try AnswerReading.check(bytes)
    case .configuration: try ConfigurationReading.check(bytes)
    case .redisReplies: try RESPDecoding.check(bytes)
    }
  }
}

/// Something that must not be, whatever the input was.
package struct Violation: Error, CustomStringConvertible {
  package let description: String

  init(_ description: String) {
    self.description = description
  }

  /// Insists on a condition.
  static func unless(_ condition: Bool, _ description: @autoclosure () -> String) throws(Violation) {
    if !condition { throw Violation(description()) }
  }
}

extension [UInt8] {
  /// Pieces whose ends the bytes themselves name, so that the same input is always cut in the same way.
  var pieces: [ArraySlice<UInt8>] {
    var pieces: [ArraySlice<UInt8>] = []
    var position = 0
    while position < count {
      let end = Swift.min(position + 1 + Int(self[position] % 13), count)
      pieces.append(self[position..<end])
      position = end
    }
    return pieces
  }

  /// Each byte alone.
  var singles: [ArraySlice<UInt8>] {
    indices.map { self[$0...$0] }
  }
}
