import AuthenticationCore
import HTTPEdge
import NIOCore
import Telemetry
import TestSupport
import Testing

@testable import AuthenticationService

/// What strangers can make of what is measured.
@Suite(.timeLimit(.minutes(2))) struct CardinalityTests {
  @Test func `random methods, paths and consumers make no more series than there is room for`() async throws {
    let service = try TestService(["METRICS_CONSUMER_LABEL": "bounded", "CACHE_MAX_MEMORY_ENTRIES": "100"])
    var random = SplitMix64(seed: 7)
    await Self.ask(service, 8_000, &random)
    let series = Self.series(service)
    await Self.ask(service, 20_000, &random)
    #expect(Self.series(service) == series)
    #expect(series > 500 && series < 4_000, "\(series)")
    #expect(service.components.parts.store.tally.entries <= 100)
  }

  /// Lets so many exchanges end, each with a consumer, a path and a method that nobody has seen before.
  private static func ask(_ service: TestService, _ count: Int, _ random: inout SplitMix64) async {
    let observers = ExchangeObservers(all: [service.components.exchangeTracing, service.components.requestMetrics])
    for number in 0..<count {
      let consumer = String(random.next(), radix: 36)
      let headers = RequestHeaders([
        (name: "X-Consumer-ID", value: consumer), (name: "X-Consumer-Username", value: "user-\(consumer)"),
        // Kept spans would fill the memory of the test.
        (name: "traceparent", value: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00"),
      ])
      let method: HTTPMethod = number % 2 == 0 ? .get : .other(consumer.uppercased())
      var request = TestService.request(method, number % 2 == 0 ? "/tokens" : "/\(consumer)", headers)
      observers.began(&request)
      let answer = await Answer(service.components.responder.respond(to: request))
      let outcome = ExchangeOutcome(
        status: answer.status, bodyBytes: number, duration: .nanoseconds(Int64(random.next() % 1_000_000_000)))
      observers.ended(request, outcome)
    }
  }

  private static func series(_ service: TestService) -> Int {
    service.components.parts.metrics.collect().reduce(0) { $0 + $1.data.count }
  }
}

extension MetricRecord.Data {
  /// How many series there are.
  fileprivate var count: Int {
    switch self {
    case .counter(let points), .gauge(let points): points.count
    case .histogram(_, let points): points.count
    }
  }
}
