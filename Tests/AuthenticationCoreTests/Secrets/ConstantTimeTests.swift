import AuthenticationCore
import Testing

/// Bytes that are known, against bytes that are given.
struct ConstantTimeTests {
  private static let known: [UInt8] = [1, 2, 3]

  private func isEqual(_ given: [UInt8], to known: [UInt8] = known, ofLength length: Int? = nil) -> Bool {
    given.withUnsafeBytes { given in known.withUnsafeBytes { ConstantTime.isEqual(given, to: $0, ofLength: length) } }
  }

  @Test func `the same bytes are equal, and none are to none`() {
    #expect(isEqual([1, 2, 3]))
    #expect(isEqual([], to: []))
  }

  @Test(arguments: [[], [1], [1, 2], [1, 2, 3, 0], [1, 2, 3, 4], [0, 2, 3], [1, 2, 131], [3, 2, 1]])
  func `others are not, be they longer or shorter`(given: [UInt8]) {
    #expect(!isEqual(given))
    #expect(!isEqual(Self.known, to: given))
  }

  @Test func `zeros that fill up what is known are none of its bytes`() {
    #expect(isEqual([1, 2], to: [1, 2, 0, 0], ofLength: 2))
    #expect(!isEqual([1, 2, 0], to: [1, 2, 0, 0], ofLength: 2))
    #expect(!isEqual([1, 2, 0, 0], to: [1, 2, 0, 0], ofLength: 2))
    #expect(isEqual([1, 2, 0], to: [1, 2, 0, 0], ofLength: 3))
  }
}
