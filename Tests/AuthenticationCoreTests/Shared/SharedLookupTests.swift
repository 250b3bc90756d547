import AuthenticationCore
import TestSupport
import Testing

/// A store before a shared cache: 300 seconds of life, confirmed after 240, 600 of tolerance.
@Suite(.timeLimit(.minutes(1))) struct `Shared look-up` {
  static let outage = CredentialLookupError.unavailable(.timeout)

  let time = TestTime()

  func store(_ source: ScriptedSource, _ shared: ScriptedSharedCache) -> CredentialStore {
    let lifetime = CredentialLifetime(
      found: .seconds(300), notFound: .seconds(10), staleTolerance: .seconds(600), random: { 0.5 })
    return CredentialStore(
      source: source, cache: MemoryCredentialCache(capacity: 100, lifetime: lifetime), shared: shared,
      now: { [time] in time.now })
  }

  /// A source that nobody is to ask.
  var silent: ScriptedSource { ScriptedSource([.failure(Self.outage)]) }

  func settle(_ store: CredentialStore) async {
    await until { store.fetchesInFlight == 0 }
  }

  @Test func `what another replica knows spares the question to Kong, what is in memory that to the others`()
    async throws
  {
    let source = silent
    let shared = ScriptedSharedCache([.fresh(try .stub())])
    let store = store(source, shared)
    #expect(await store.outcome() == "fetched shared")
    #expect(await store.outcome() == "cached shared")
    #expect(shared.calls == ["find alice 0.0"])
    #expect(source.calls.isEmpty)
  }

  @Test func `it ends here when it ends there`() async throws {
    let shared = ScriptedSharedCache([.fresh(try .stub(life: .seconds(70))), .askKong(fallback: nil)])
    let source = ScriptedSource([.success(try .stub(key: "kong"))])
    let store = store(source, shared)
    #expect(await store.outcome() == "fetched shared")
    time.advance(by: .seconds(10) - .nanoseconds(1))
    #expect(await store.outcome() == "cached shared")
    #expect(store.fetchesInFlight == 0)
    time.advance(by: .seconds(60) + .nanoseconds(1))
    #expect(await store.outcome() == "fetched kong")
    #expect(source.calls.count == 1)
  }

  @Test func `what Kong says is told to the others, with its life`() async throws {
    let shared = ScriptedSharedCache([.askKong(fallback: nil)])
    let store = store(ScriptedSource([.success(try .stub(key: "kong"))]), shared)
    #expect(await store.outcome() == "fetched kong")
    #expect(await store.outcome() == "cached kong")
    #expect(shared.calls == ["find alice 0.0", "store alice kong 300.0"])
  }

  @Test func `that a consumer is gone is told to the others, and whether he was known`() async throws {
    let shared = ScriptedSharedCache([.askKong(fallback: nil)])
    let store = store(ScriptedSource([.failure(.notFound), .success(try .stub()), .failure(.notFound)]), shared)
    #expect(await store.outcome() == "failed: notFound")
    #expect(await store.outcome() == "absent")
    #expect(shared.calls == ["find alice 0.0", "remove alice false"])
    time.advance(by: .seconds(10))
    #expect(await store.outcome() == "fetched key-1")
    time.advance(by: .seconds(10_000))
    #expect(await store.outcome() == "failed: notFound")
    #expect(shared.calls.last == "remove alice true")
    #expect(!shared.calls.contains("give up alice"))
  }

  static let failures: [CredentialLookupError] = [
    .wrongConsumer, .unavailable(.timeout), .unavailable(.unauthorized(401)), .creationFailed(.timeout),
    .circuitOpen(retryAfter: 9), .overloaded, .cancelled,
  ]

  @Test(arguments: failures)
  func `those who wait for an answer that will not come are told`(_ failure: CredentialLookupError) async {
    let shared = ScriptedSharedCache([.askKong(fallback: nil)])
    let store = store(ScriptedSource([.failure(failure)]), shared)
    #expect(await store.outcome() == "failed: \(failure)")
    #expect(shared.calls == ["find alice 0.0", "give up alice"])
  }

  static let outages: [CredentialLookupError] = [
    .unavailable(.timeout), .unavailable(.status(500, retryAfter: nil)), .creationFailed(.timeout),
    .circuitOpen(retryAfter: 9),
  ]

  @Test(arguments: outages) func `what another replica knew is used when Kong cannot be asked, within the tolerance`(
    _ outage: CredentialLookupError
  ) async throws {
    let fallback = try RememberedCredentials.stub(key: "old", life: .seconds(-100))
    let shared = ScriptedSharedCache([.askKong(fallback: fallback), .askKong(fallback: nil)])
    let store = store(ScriptedSource([.failure(outage)]), shared)
    #expect(await store.outcome() == "fetched old")
    #expect(await store.outcome() == "cached old")
    #expect(store.statistics.staleHits == 2)
    // Of 600 seconds of tolerance 500 are left.
    time.advance(by: .seconds(500) - .nanoseconds(1))
    #expect(await store.outcome() == "fetched old")
    time.advance(by: .nanoseconds(1))
    #expect(await store.outcome() == "failed: \(outage)")
  }

  @Test(arguments: [(200, true), (0, true), (-599, true), (-600, false), (-1_000_000, false)])
  func `the end of the tolerance is where it would be there`(life: Int, isUsable: Bool) async throws {
    let shared = ScriptedSharedCache([.askKong(fallback: try .stub(key: "old", life: .seconds(life)))])
    let store = store(silent, shared)
    #expect(await store.outcome() == (isUsable ? "fetched old" : "failed: \(Self.outage)"))
  }

  @Test(arguments: [CredentialLookupError.notFound, .wrongConsumer, .overloaded, .cancelled])
  func `what another replica knew does not stand in for an answer`(_ answer: CredentialLookupError) async throws {
    let shared = ScriptedSharedCache([.askKong(fallback: try .stub(life: .seconds(-1)))])
    let store = store(ScriptedSource([.failure(answer)]), shared)
    #expect(await store.outcome() == "failed: \(answer)")
    #expect(store.statistics.staleHits == 0)
    #expect(store.tally.stale == 0)
  }

  @Test func `a refresh takes what others know only if it lasts noticeably longer`() async throws {
    let shared = ScriptedSharedCache([
      .askKong(fallback: nil), .fresh(try .stub(key: "newer", life: .seconds(290))),
    ])
    let source = ScriptedSource([.success(try .stub(key: "old"))])
    let store = store(source, shared)
    _ = await store.outcome()
    time.advance(by: .seconds(250))
    #expect(await store.outcome() == "cached old")
    await settle(store)
    #expect(shared.calls.last == "find alice 51.0")
    #expect(await store.outcome() == "cached newer")
    #expect(source.calls.count == 1)
  }

  @Test func `a refresh that fails leaves what is known, and tells those who wait`() async throws {
    let fallback = try RememberedCredentials.stub(key: "others", life: .seconds(50))
    let shared = ScriptedSharedCache([.askKong(fallback: nil), .askKong(fallback: fallback)])
    let store = store(ScriptedSource([.success(try .stub(key: "ours")), .failure(Self.outage)]), shared)
    _ = await store.outcome()
    time.advance(by: .seconds(250))
    _ = await store.outcome()
    await settle(store)
    #expect(await store.outcome() == "cached ours")
    #expect(shared.calls.suffix(2) == ["find alice 51.0", "give up alice"])
  }

  @Test func `an answer of the others that nobody waits for any more is not kept`() async throws {
    let gate = Gate()
    let shared = ScriptedSharedCache([.fresh(try .stub(key: "first")), .fresh(try .stub(key: "second"))], gate: gate)
    let store = store(silent, shared)
    let impatient = Task { await store.outcome() }
    await until { shared.calls.count == 1 }
    impatient.cancel()  // Lets the look-up through the gate, with an answer, after everybody left.
    #expect(await impatient.value == "failed: cancelled")
    gate.open()
    #expect(await store.outcome() == "fetched second")
  }

  @Test func `a hundred who ask at the same time ask the others once`() async throws {
    let gate = Gate()
    let shared = ScriptedSharedCache([.fresh(try .stub())], gate: gate)
    let store = store(silent, shared)
    let callers = (0..<100).map { _ in Task { await store.outcome() } }
    await until { store.lookupsWaiting == 100 }
    gate.open()
    for caller in callers { #expect(await caller.value == "fetched shared") }
    #expect(shared.calls == ["find alice 0.0"])
  }
}
