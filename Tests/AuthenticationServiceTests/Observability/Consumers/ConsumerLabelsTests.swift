import Telemetry
import Testing

@testable import AuthenticationService

struct ConsumerLabelsTests {
  private let registry = MetricRegistry { 0 }
  private let labels: ConsumerLabels

  init() {
    labels = ConsumerLabels(registry)
  }

  /// The counts by label.
  private var counts: [String: Double] {
    guard case .counter(let points)? = registry.data(of: ServiceMetrics.requestsByConsumer) else { return [:] }
    return Dictionary(
      uniqueKeysWithValues: points.map { point in
        guard case .string(let name)? = point.attributes.first?.value else { return ("", 0) }
        return (name, point.value)
      })
  }

  @Test func `each consumer has a series`() {
    for name in ["alice", "bob", "alice", "日本語"] { labels.count(name) }
    #expect(counts == ["alice": 2, "bob": 1, "日本語": 1])
  }

  @Test func `the first thousand keep theirs, all others share 256`() {
    for round in 0..<2 {
      for number in 0..<20_000 { labels.count("consumer-\(number)") }
      #expect(counts.count == 1256)
      #expect(counts["consumer-0"] == Double(round + 1))
      #expect(counts["consumer-999"] == Double(round + 1))
      #expect(counts["consumer-1000"] == nil)
      let shared = counts.filter { $0.key.hasPrefix("bucket_") }
      #expect(shared.count == 256 && shared.values.reduce(0, +) == Double(19_000 * (round + 1)))
    }
  }

  /// What the hash of the replaced service says.
  @Test(arguments: [("", 5), ("a", 196), ("alice", 39), ("日本語", 114)])
  func `the shared series is where dashboards look for it`(name: String, number: Int) {
    #expect(ConsumerLabels.bucketNumber(of: name) == number)
  }

  @Test func `counting together loses nothing`() async {
    let labels = labels
    await withTaskGroup { group in
      for _ in 0..<8 {
        group.addTask { for number in 0..<4000 { labels.count("consumer-\(number % 1500)") } }
      }
    }
    #expect(counts.values.reduce(0, +) == 32_000)
    #expect(counts.filter { !$0.key.hasPrefix("bucket_") }.count <= ConsumerLabels.limit)
  }
}
