import Identifiers
import Testing

struct UUIDv4Tests {
  @Test(arguments: [
    (UInt64.min, UInt64.min, "00000000-0000-4000-8000-000000000000"),
    (UInt64.max, UInt64.max, "ffffffff-ffff-4fff-bfff-ffffffffffff"),
    (0x0123_4567_89AB_CDEF, 0xFEDC_BA98_7654_3210, "01234567-89ab-4def-bedc-ba9876543210"),
  ])
  func `random bits become text with version and variant in their places`(high: UInt64, low: UInt64, text: String) {
    #expect(UUIDv4(randomBits: high, low).description == text)
  }

  @Test func `text is written at the start of the buffer and nowhere else`() {
    var bytes = [UInt8](repeating: UInt8(ascii: "?"), count: UUIDv4.textLength + 1)
    bytes.withUnsafeMutableBytes { UUIDv4(randomBits: 0, 0).write(to: $0) }
    #expect(String(decoding: bytes, as: UTF8.self) == "00000000-0000-4000-8000-000000000000?")
  }

  @Test func `equal bits make equal identifiers`() {
    #expect(UUIDv4(randomBits: 1, 2) == UUIDv4(randomBits: 1, 2))
    #expect(UUIDv4(randomBits: 1, 2) != UUIDv4(randomBits: 2, 1))
  }
}
