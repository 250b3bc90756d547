import AuthenticationCore
import Foundation
import Testing

@Suite struct `ISO 8601` {
  @Test(
    arguments: [
      (0, "1970-01-01T00:00:00.000Z"), (1, "1970-01-01T00:00:00.001Z"), (-1, "1969-12-31T23:59:59.999Z"),
      (1_736_942_400_000, "2025-01-15T12:00:00.000Z"), (951_782_399_999, "2000-02-28T23:59:59.999Z"),
      (951_782_400_000, "2000-02-29T00:00:00.000Z"), (951_868_800_000, "2000-03-01T00:00:00.000Z"),
      (1_709_164_800_000, "2024-02-29T00:00:00.000Z"), (1_735_689_599_010, "2024-12-31T23:59:59.010Z"),
      (4_107_456_000_000, "2100-02-28T00:00:00.000Z"), (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
      (13_574_563_200_000, "2400-02-29T00:00:00.000Z"), (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
      (-62_167_219_200_000, "0000-01-01T00:00:00.000Z"),
    ] as [(Int64, String)])
  func `writes milliseconds`(milliseconds: Int64, text: String) {
    #expect(ISO8601.format(milliseconds: milliseconds) == text)
  }

  @Test(arguments: [
    (0, "1970-01-01T00:00:00.000Z"), (1_795_449_556.5, "2026-11-23T15:59:16.500Z"),
    (0.0019, "1970-01-01T00:00:00.001Z"),
    (253_402_300_799, "9999-12-31T23:59:59.000Z"),
  ])
  func `writes seconds and their fraction`(seconds: Double, text: String) {
    #expect(ISO8601.format(seconds: seconds) == text)
  }

  @Test func `knows the days of a thousand years as Foundation does`() {
    let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    for day in stride(from: 0, to: 400_000, by: 29) {
      let milliseconds = Int64(day) * 86_400_000 + Int64(day) * 7 % 86_400_000
      let date = Date(timeIntervalSince1970: Double(milliseconds / 1000))
      #expect(ISO8601.format(milliseconds: milliseconds / 1000 * 1000) == date.formatted(format))
    }
  }
}
