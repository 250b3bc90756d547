import Telemetry
import Testing

@testable import AuthenticationService

struct RouteHistoryTests {
  @Test func `a week takes no more memory than a day`() {
    var history = RouteHistory()
    let start = ContinuousClock.now
    var counts: [Int] = []
    for tick in 0..<(7 * 8640) {
      history.append(RouteTally(), at: start + .seconds(10 * tick))
      if tick % 8640 == 8639 { counts.append(history.count) }
    }
    #expect(Set(counts) == [62 + 62 + 74])
  }

  /// Windows, and how much older than the window a moment may be: as far as moments are apart, and a tick.
  static let windows: [(ServiceLevelWindow, Duration)] = [
    (.minute, .seconds(20)), (.fiveMinutes, .seconds(20)), (.halfHour, .seconds(80)), (.hour, .seconds(80)),
    (.sixHours, .seconds(320)),
  ]

  @Test(arguments: windows) func `every window finds a moment that is hardly older than it`(
    window: ServiceLevelWindow, slack: Duration
  ) throws {
    var history = RouteHistory()
    var times: [ContinuousClock.Instant] = []
    var ages: [Duration] = []
    let start = ContinuousClock.now
    for tick in 0..<5000 {
      // Late at times, never early.
      times.append(start + .seconds(10) * tick + .milliseconds(tick))
      history.append(.numbered(tick), at: times[tick])
      if let past = history.tally(before: window.duration, of: times[tick]) {
        ages.append(times[Int(past.requests)].duration(to: times[tick]))
      }
    }
    // From the first tick on at which there can be one.
    #expect(ages.count == times.count { start.duration(to: $0) >= window.duration })
    #expect(try #require(ages.min()) >= window.duration)
    #expect(try #require(ages.max()) <= window.duration + slack)
  }
}

extension RouteTally {
  /// A tally that can be told from others by how many requests it has.
  fileprivate static func numbered(_ number: Int) -> RouteTally {
    var tally = RouteTally()
    tally.add(.init(attributes: [], counts: [UInt64(number)], sum: 0), status: 200)
    return tally
  }
}
