import Testing

@testable import AuthenticationService

struct DurationTextTests {
  static let table: [(Duration, String)] = [
    (.zero, "0ms"), (.nanoseconds(9_999), "0ms"), (.microseconds(10), "0.01ms"), (.microseconds(100), "0.1ms"),
    (.microseconds(4_210), "4.21ms"), (.microseconds(12_345), "12.34ms"), (.milliseconds(3), "3ms"),
    (.microseconds(999_999), "999.99ms"), (.seconds(1), "1s"), (.milliseconds(1_500), "1.5s"),
    (.milliseconds(1_050), "1.05s"), (.milliseconds(59_990), "59.99s"), (.seconds(60), "1m"), (.seconds(65), "1m 5s"),
    (.seconds(120), "2m"), (.seconds(3_661), "61m 1s"),
  ]

  @Test(arguments: table) func `durations read like those of the replaced service`(_ duration: Duration, _ text: String)
  {
    #expect(DurationText.format(duration) == text)
  }

  static let uptimes: [(Duration, String)] = [
    (.zero, "0s"), (.milliseconds(999), "0s"), (.seconds(1), "1s"), (.seconds(45), "45s"), (.seconds(60), "1m"),
    (.seconds(120), "2m"), (.seconds(125), "2m 5s"), (.seconds(3600), "1h"), (.seconds(3605), "1h 0m 5s"),
    (.seconds(3720), "1h 2m"), (.seconds(3725), "1h 2m 5s"), (.seconds(86_399), "23h 59m 59s"),
    (.seconds(86_400), "1d"), (.seconds(86_459), "1d"), (.seconds(90_000), "1d 1h"), (.seconds(90_120), "1d 1h 2m"),
    (.seconds(90_125), "1d 1h 2m"), (.seconds(86_520), "1d 0h 2m"), (.seconds(864_000_000), "10000d"),
  ]

  @Test(arguments: uptimes) func `uptimes read like those of the replaced service`(_ uptime: Duration, _ text: String) {
    #expect(DurationText.uptime(uptime) == text)
  }

  @Test(arguments: [
    (0, "0", "0.00"), (5, "0.05", "0.05"), (10, "0.1", "0.10"), (100, "1", "1.00"), (9850, "98.5", "98.50"),
    (10_000, "100", "100.00"), (6666, "66.66", "66.66"),
  ])
  func `hundredths are written with as many decimals as they need, or with two`(
    hundredths: Int, decimal: String, fixed: String
  ) {
    #expect(DurationText.decimal(hundredths) == decimal)
    #expect(DurationText.fixed(hundredths: hundredths) == fixed)
  }

  @Test(arguments: [
    (Duration.zero, 0), (.nanoseconds(9_999), 0), (.nanoseconds(10_000), 1), (.milliseconds(1), 100),
    (.seconds(3) + .microseconds(15), 300_001),
  ])
  func `durations are cut to hundredths of milliseconds`(duration: Duration, hundredths: Int) {
    #expect(duration.hundredthsOfMilliseconds == hundredths)
  }
}
