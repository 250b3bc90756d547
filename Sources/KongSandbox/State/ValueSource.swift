import FoundationEssentials

/// Where everything comes from that differs from run to run, so that tests can dictate it.
package struct ValueSource: Sendable {
  /// Seconds since 1970.
  package var now: @Sendable () -> Int
  /// A fresh lower-case UUID for an entity.
  package var entityID: @Sendable () -> String
  /// A fresh key or secret; Kong makes 32 letters and digits.
  package var secret: @Sendable () -> String
  /// A fresh `X-Kong-Request-Id`: 32 lower-case hex digits.
  package var requestID: @Sendable () -> String

  package init(
    now: @escaping @Sendable () -> Int, entityID: @escaping @Sendable () -> String,
    secret: @escaping @Sendable () -> String, requestID: @escaping @Sendable () -> String
  ) {
    self.now = now
    self.entityID = entityID
    self.secret = secret
    self.requestID = requestID
  }

  /// The system's clock and random numbers.
  package static let system = ValueSource(
    now: { Int(Date().timeIntervalSince1970.rounded(.down)) },
    entityID: { UUID().uuidString.lowercased() },
    secret: { random(32, from: "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") },
    requestID: { random(32, from: "0123456789abcdef") }
  )

  private static func random(_ count: Int, from alphabet: String) -> String {
    let letters = Array(alphabet)
    return String((0..<count).map { _ in letters[Int.random(in: letters.indices)] })
  }
}
