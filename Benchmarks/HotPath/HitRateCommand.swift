import ArgumentParser
import AuthenticationCore
import AuthenticationService
import Glibc
import Synchronization

/// Asks for consumers of which some are asked for much more often than others (Zipf's law), as consumers of an API are.
struct HitRateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hit-rate",
    abstract: "Prints the share of look-ups that need not wait for Kong, with the default settings.")

  @Option(help: "Consumers.")
  var consumers = 10_000

  @Option(help: "Look-ups.")
  var lookups = 1_000_000

  @Option(help: "Look-ups in a second; time stands still between them.")
  var rate = 1000

  @Option(help: "Exponent: the consumer of rank n is asked for in proportion to n to the power of minus this.")
  var exponent = 1.0

  @Option(help: "Consumers in memory; CACHE_MAX_MEMORY_ENTRIES of the default settings, if not given.")
  var entries: Int?

  /// Knows every consumer.
  private final class Everybody: ConsumerCredentialSource {
    let calls = Atomic(0)

    func credentials(ofConsumer id: String) async throws(CredentialLookupError) -> ConsumerCredentials {
      calls.wrappingAdd(1, ordering: .relaxed)
      let credential = JWTCredential(key: id, secret: Secret("secret of \(id)"), createdAt: 0)
      guard let credentials = ConsumerCredentials(consumerID: id, credentials: [credential]) else { throw .notFound }
      return credentials
    }
  }

  func run() async throws {
    let defaults = try ServiceConfiguration.load(environment: [
      "KONG_ADMIN_URL": "http://kong.invalid", "KONG_JWT_AUTHORITY": "https://api.example.com",
      "KONG_JWT_AUDIENCE": "example-api",
    ]).cache
    let source = Everybody()
    let time = Mutex(ContinuousClock.now)
    let cache = MemoryCredentialCache(
      capacity: entries ?? defaults.maximumEntries,
      lifetime: CredentialLifetime(found: defaults.timeToLive, notFound: defaults.negativeTimeToLive))
    let store = CredentialStore(source: source, cache: cache, now: { time.withLock { $0 } })
    var sequence = ZipfSequence(count: consumers, exponent: exponent)
    let step = Duration.seconds(1) / rate
    for _ in 0..<lookups {
      time.withLock { $0 += step }
      if case .uncached(let resolve) = store.lookup("consumer-\(sequence.next())") { _ = try await resolve() }
    }
    let statistics = store.statistics
    let share = Double(statistics.hits) / Double(statistics.hits + statistics.misses)
    print(
      #"{"consumers":\#(consumers),"lookups":\#(lookups),"rate":\#(rate),"exponent":\#(exponent),"#
        + #""entries":\#(cache.capacity),"hitRate":\#((share * 10_000).rounded() / 10_000),"#
        + #""kongCalls":\#(source.calls.load(ordering: .relaxed))}"#)
  }
}

/// Ranks from 0, drawn by Zipf's law; the same ones each time.
private struct ZipfSequence {
  private let cumulated: [Double]
  private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

  init(count: Int, exponent: Double) {
    var sum = 0.0
    cumulated = (1...count).map { rank in
      sum += power(Double(rank), exponent)
      return sum
    }
  }

  mutating func next() -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
    bits ^= bits >> 31
    let target = Double(bits >> 11) / 0x1p53 * (cumulated.last ?? 0)
    var (low, high) = (0, cumulated.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if cumulated[middle] < target { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// The weight of a rank.
private func power(_ rank: Double, _ exponent: Double) -> Double {
  exponent == 1 ? 1 / rank : exp(-exponent * log(rank))
}
