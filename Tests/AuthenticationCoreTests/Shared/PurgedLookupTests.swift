import AuthenticationCore
import TestSupport
import Testing

/// What is forgotten, and what must not come back.
@Suite(.timeLimit(.minutes(1))) struct `Purged look-up` {
  static let outage = CredentialLookupError.unavailable(.timeout)

  let time = TestTime()

  func store(_ source: ScriptedSource, _ shared: ScriptedSharedCache) -> CredentialStore {
    let lifetime = CredentialLifetime(
      found: .seconds(300), notFound: .seconds(10), staleTolerance: .seconds(600), random: { 0.5 })
    return CredentialStore(
      source: source, cache: MemoryCredentialCache(capacity: 100, lifetime: lifetime), shared: shared,
      now: { [time] in time.now })
  }

  /// Purges of alice and of others.
  static let purges: [(purge: Purge, concernsAlice: Bool)] = [
    (.consumer("alice"), true), (.all, true), (.consumer("bob"), false),
  ]

  @Test(arguments: purges) func `a purge drops whom it concerns, who is then asked for anew`(
    purge: Purge, concernsAlice: Bool
  ) async throws {
    let source = ScriptedSource([.success(try .stub())])
    let store = store(source, ScriptedSharedCache([.askKong(fallback: nil)]))
    _ = await store.outcome("alice")
    _ = await store.outcome("carol")
    store.forget(purge)
    #expect(store.tally.entries == (purge == .all ? 0 : concernsAlice ? 1 : 2))
    #expect(await store.outcome("alice") == (concernsAlice ? "fetched key-1" : "cached key-1"))
    #expect(await store.outcome("alice") == "cached key-1")
    #expect(source.calls == ["alice", "carol"] + (concernsAlice ? ["alice"] : []))
  }

  @Test func `a purge drops the knowledge that somebody is unknown, and what is stale`() async throws {
    let source = ScriptedSource([.failure(.notFound), .success(try .stub()), .failure(Self.outage)])
    let store = store(source, ScriptedSharedCache([.askKong(fallback: nil)]))
    _ = await store.outcome()
    store.forget(.consumer("alice"))
    #expect(await store.outcome() == "fetched key-1")
    time.advance(by: .seconds(400))
    store.forget(.consumer("alice"))
    #expect(await store.outcome() == "failed: \(Self.outage)")
  }

  @Test(arguments: purges) func `Kong's answer to an earlier question is given, and neither kept nor passed on`(
    purge: Purge, concernsAlice: Bool
  ) async throws {
    let gate = Gate()
    let source = ScriptedSource([.success(try .stub())], gate: gate)
    let shared = ScriptedSharedCache([.askKong(fallback: nil)])
    let store = store(source, shared)
    let waiting = Task { await store.outcome() }
    await until { source.calls.count == 1 }
    store.forget(purge)
    gate.open()
    #expect(await waiting.value == "fetched key-1")
    #expect(store.tally.entries == (concernsAlice ? 0 : 1))
    #expect(shared.calls.contains("store alice key-1 300.0") == !concernsAlice)
  }

  @Test(arguments: purges) func `an answer of the others to an earlier question is given and not kept`(
    purge: Purge, concernsAlice: Bool
  ) async throws {
    let gate = Gate()
    let shared = ScriptedSharedCache([.fresh(try .stub())], gate: gate)
    let store = store(ScriptedSource([.failure(Self.outage)]), shared)
    let waiting = Task { await store.outcome() }
    await until { shared.calls.count == 1 }
    store.forget(purge)
    gate.open()
    #expect(await waiting.value == "fetched shared")
    #expect(store.tally.entries == (concernsAlice ? 0 : 1))
  }

  @Test(arguments: purges) func `an absence that was found out before is not kept either`(
    purge: Purge, concernsAlice: Bool
  ) async throws {
    let gate = Gate()
    let source = ScriptedSource([.failure(.notFound)], gate: gate)
    let shared = ScriptedSharedCache([.askKong(fallback: nil)])
    let store = store(source, shared)
    let waiting = Task { await store.outcome() }
    await until { source.calls.count == 1 }
    store.forget(purge)
    gate.open()
    #expect(await waiting.value == "failed: notFound")
    #expect(store.tally.entries == (concernsAlice ? 0 : 1))
    #expect(shared.calls.contains("remove alice false") == !concernsAlice)
  }

  @Test(arguments: purges) func `what the others knew before does not help in an outage any more`(
    purge: Purge, concernsAlice: Bool
  ) async throws {
    let gate = Gate()
    let source = ScriptedSource([.failure(Self.outage)], gate: gate)
    let shared = ScriptedSharedCache([.askKong(fallback: try .stub(key: "old", life: .seconds(-1)))])
    let store = store(source, shared)
    let waiting = Task { await store.outcome() }
    await until { source.calls.count == 1 }
    store.forget(purge)
    gate.open()
    #expect(await waiting.value == (concernsAlice ? "failed: \(Self.outage)" : "fetched old"))
    #expect(shared.calls.last == "give up alice")
  }

  @Test func `a refresh that was under way does not bring back what was purged`() async throws {
    let gate = Gate()
    let source = ScriptedSource([.success(try .stub())], gate: gate, gatedFrom: 2)
    let shared = ScriptedSharedCache([.askKong(fallback: nil)])
    let store = store(source, shared)
    _ = await store.outcome()
    time.advance(by: .seconds(250))
    _ = await store.outcome()
    await until { source.calls.count == 2 }
    store.forget(.consumer("alice"))
    gate.open()
    await until { store.fetchesInFlight == 0 }
    #expect(store.tally.entries == 0)
    #expect(shared.calls.filter { $0.hasPrefix("store") }.count == 1)
  }
}
