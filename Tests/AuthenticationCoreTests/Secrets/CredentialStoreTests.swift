import AuthenticationCore
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct `Credential store` {
  let time = TestTime()

  func store(_ source: ScriptedSource) -> CredentialStore {
    let lifetime = CredentialLifetime(found: .seconds(300), notFound: .seconds(10), random: { 0.5 })
    let cache = MemoryCredentialCache(capacity: 100, lifetime: lifetime)
    return CredentialStore(source: source, cache: cache, now: { [time] in time.now })
  }

  @Test func `the first look-up fetches, the next find it in memory until the TTL is over`() async throws {
    let source = ScriptedSource([.success(try .stub(key: "old")), .success(try .stub(key: "new"))])
    let store = store(source)
    #expect(await store.outcome() == "fetched old")
    #expect(await store.outcome() == "cached old")
    time.advance(by: .seconds(239))
    #expect(await store.outcome() == "cached old")
    time.advance(by: .seconds(61))
    #expect(await store.outcome() == "fetched new")
    #expect(await store.outcome() == "cached new")
    #expect(source.calls == ["alice", "alice"])
    #expect(store.statistics == .init(hits: 3, negativeHits: 0, misses: 2, evictions: 0))
  }

  @Test func `an absence is remembered for its own time`() async throws {
    let source = ScriptedSource([.failure(.notFound), .success(try .stub())])
    let store = store(source)
    #expect(await store.outcome() == "failed: notFound")
    #expect(await store.outcome() == "absent")
    time.advance(by: .seconds(9))
    #expect(await store.outcome() == "absent")
    time.advance(by: .seconds(1))
    #expect(await store.outcome() == "fetched key-1")
    #expect(source.calls.count == 2)
  }

  @Test func `a consumer that is gone when its entry expires is absent from then on`() async throws {
    let store = store(ScriptedSource([.success(try .stub()), .failure(.notFound)]))
    #expect(await store.outcome() == "fetched key-1")
    time.advance(by: .seconds(300))
    #expect(await store.outcome() == "failed: notFound")
    #expect(await store.outcome() == "absent")
  }

  static let failures: [CredentialLookupError] = [
    .wrongConsumer, .unavailable(.timeout), .unavailable(.connection("refused")), .unavailable(.unauthorized(403)),
    .unavailable(.status(500, retryAfter: nil)), .unavailable(.status(429, retryAfter: 7)),
    .unavailable(.invalidAnswer("not JSON")), .cancelled,
  ]

  @Test(arguments: failures)
  func `a failure is not remembered`(_ failure: CredentialLookupError) async throws {
    let source = ScriptedSource([.failure(failure), .success(try .stub())])
    let store = store(source)
    #expect(await store.outcome() == "failed: \(failure)")
    #expect(await store.outcome() == "fetched key-1")
    #expect(source.calls.count == 2)
  }

  @Test func `a thousand first look-ups ask the source once`() async throws {
    let gate = Gate()
    let source = ScriptedSource([.success(try .stub())], gate: gate)
    let store = store(source)
    let lookups = (0..<1000).map { _ in store.lookup("alice") }
    // Half are under way when the answer comes, half resolve only when it has come.
    let early = lookups.prefix(500).map { lookup in Task { try await resolution(of: lookup)() } }
    await until { store.lookupsWaiting == 500 }
    gate.open()
    for task in early { #expect(try await task.value.signing.key == "key-1") }
    for lookup in lookups.suffix(500) { #expect(try await resolution(of: lookup)().signing.key == "key-1") }
    #expect(source.calls == ["alice"])
    #expect(store.fetchesInFlight == 0)
    #expect(store.statistics.misses == 1000)
  }

  @Test func `a look-up that resolves after an absence became known does not ask again`() async throws {
    let source = ScriptedSource([.failure(.notFound)])
    let store = store(source)
    let late = store.lookup("alice")
    _ = await store.outcome()
    await #expect(throws: CredentialLookupError.notFound) { try await resolution(of: late)() }
    #expect(source.calls.count == 1)
  }

  @Test func `an answer that nobody waits for any more is not stored`() async throws {
    let gate = Gate()
    let source = ScriptedSource([.success(try .stub(key: "old")), .success(try .stub(key: "new"))], gate: gate)
    let store = store(source)
    let impatient = Task { await store.outcome() }
    await until { source.calls.count == 1 }
    impatient.cancel()  // Lets the source through the gate, with an answer, after everybody left.
    #expect(await impatient.value == "failed: cancelled")
    gate.open()
    #expect(await store.outcome() == "fetched new")
    #expect(await store.outcome() == "cached new")
  }

  private func resolution(of lookup: CredentialLookup) throws -> CredentialLookup.Resolution {
    guard case .uncached(let resolve) = lookup else { throw CredentialLookupError.cancelled }
    return resolve
  }
}
