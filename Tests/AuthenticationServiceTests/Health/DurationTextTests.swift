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
}
