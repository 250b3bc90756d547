import AuthenticationCore
import Synchronization
import TestSupport
import Testing

/// Expired credentials while Kong cannot be asked: 300 seconds of life, 600 of tolerance.
@Suite(.timeLimit(.minutes(1))) struct `Stale credentials` {
  /// Counts uses of expired credentials, by consumer.
  final class StaleUses: Sendable {
    private let ids = Mutex<[String]>([])
    var all: [String] { ids.withLock { $0 } }
    func note(_ id: String) { ids.withLock { $0.append(id) } }
  }

  let time = TestTime()
  let uses = StaleUses()

  func store(_ source: ScriptedSource) -> CredentialStore {
    let lifetime = CredentialLifetime(
      found: .seconds(300), notFound: .seconds(10), staleTolerance: .seconds(600), random: { 0.5 })
    let cache = MemoryCredentialCache(capacity: 100, lifetime: lifetime)
    return CredentialStore(
      source: source, cache: cache, onStale: { [uses] in uses.note($0) }, now: { [time] in time.now })
  }

  static let outages: [CredentialLookupError] = [
    .unavailable(.timeout), .unavailable(.connection("refused")), .unavailable(.status(500, retryAfter: nil)),
    .unavailable(.status(429, retryAfter: 7)), .unavailable(.unauthorized(401)),
    .unavailable(.invalidAnswer("not JSON")), .circuitOpen(retryAfter: 60),
  ]

  @Test(arguments: outages)
  func `are used when Kong cannot be asked, whatever the reason`(_ outage: CredentialLookupError) async throws {
    let store = store(ScriptedSource([.success(try .stub()), .failure(outage)]))
    _ = await store.outcome()
    time.advance(by: .seconds(300))
    #expect(await store.outcome() == "fetched key-1")
    time.advance(by: .seconds(599))
    #expect(await store.outcome() == "fetched key-1")
    #expect(uses.all == ["alice", "alice"])
    #expect(store.statistics.staleHits == 2)
  }

  @Test(arguments: outages)
  func `are not used beyond the tolerance`(_ outage: CredentialLookupError) async throws {
    let store = store(ScriptedSource([.success(try .stub()), .failure(outage)]))
    _ = await store.outcome()
    time.advance(by: .seconds(900))
    #expect(await store.outcome() == "failed: \(outage)")
    #expect(uses.all.isEmpty)
  }

  @Test func `nobody who was never known is served`() async {
    let store = store(ScriptedSource([.failure(.unavailable(.timeout))]))
    #expect(await store.outcome() == "failed: unavailable(no answer in time)")
  }

  @Test func `right after a failure they are used without asking Kong again, for a second`() async throws {
    let source = ScriptedSource([.success(try .stub()), .failure(.unavailable(.timeout))])
    let store = store(source)
    _ = await store.outcome()
    time.advance(by: .seconds(300))
    #expect(await store.outcome() == "fetched key-1")
    for _ in 0..<10 { #expect(await store.outcome() == "cached key-1") }
    time.advance(by: .seconds(1) - .nanoseconds(1))
    #expect(await store.outcome() == "cached key-1")
    #expect(source.calls.count == 2)
    time.advance(by: .nanoseconds(1))
    #expect(await store.outcome() == "fetched key-1")
    #expect(source.calls.count == 3)
    #expect(uses.all.count == 13)
  }

  @Test func `a fresh answer ends their use`() async throws {
    let store = store(
      ScriptedSource([
        .success(try .stub(key: "old")), .failure(.unavailable(.timeout)), .success(try .stub(key: "new")),
      ]))
    _ = await store.outcome()
    time.advance(by: .seconds(300))
    #expect(await store.outcome() == "fetched old")
    time.advance(by: .seconds(1))
    #expect(await store.outcome() == "fetched new")
    #expect(await store.outcome() == "cached new")
    #expect(uses.all.count == 1)
  }

  @Test func `a positive no ends their use for good`() async throws {
    let outage = CredentialLookupError.unavailable(.timeout)
    let source = ScriptedSource([.success(try .stub()), .failure(outage), .failure(.notFound), .failure(outage)])
    let store = store(source)
    _ = await store.outcome()
    time.advance(by: .seconds(300))
    #expect(await store.outcome() == "fetched key-1")
    time.advance(by: .seconds(1))
    #expect(await store.outcome() == "failed: notFound")
    time.advance(by: .seconds(10))
    #expect(await store.outcome() == "failed: \(outage)")
  }

  @Test func `credentials of somebody else in Kong's answer are no outage`() async throws {
    let store = store(ScriptedSource([.success(try .stub()), .failure(.wrongConsumer)]))
    _ = await store.outcome()
    time.advance(by: .seconds(300))
    for _ in 0..<3 { #expect(await store.outcome() == "failed: wrongConsumer") }
    #expect(uses.all.isEmpty)
  }

  @Test func `they keep a replica ready`() async throws {
    let store = store(ScriptedSource([.success(try .stub())]))
    _ = await store.outcome()
    time.advance(by: .seconds(899))
    #expect(store.hasUsableCredentials)
    time.advance(by: .seconds(1))
    #expect(!store.hasUsableCredentials)
  }

  @Test func `a shorter tolerance holds at once`() async throws {
    let store = store(ScriptedSource([.success(try .stub()), .failure(.unavailable(.timeout))]))
    _ = await store.outcome()
    time.advance(by: .seconds(400))
    #expect(store.hasUsableCredentials)
    store.adopt(CredentialLifetime(found: .seconds(300), staleTolerance: .seconds(60)))
    #expect(await store.outcome() == "failed: unavailable(no answer in time)")
  }

  @Test func `everyone who waits together gets them`() async throws {
    let gate = Gate()
    let source = ScriptedSource(
      [.success(try .stub()), .failure(.unavailable(.timeout))], gate: gate, gatedFrom: 2)
    let store = store(source)
    _ = await store.outcome()
    time.advance(by: .seconds(300))
    let callers = (0..<100).map { _ in Task { await store.outcome() } }
    await until { store.lookupsWaiting == 100 }
    gate.open()
    for caller in callers { #expect(await caller.value == "fetched key-1") }
    #expect(source.calls.count == 2)
    #expect(uses.all.count == 100)
  }
}
