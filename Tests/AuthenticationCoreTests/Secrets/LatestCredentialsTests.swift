import AuthenticationCore
import TestSupport
import Testing

/// Asking Kong past all that is remembered.
@Suite(.timeLimit(.minutes(1))) struct `Latest credentials` {
  static let outage = CredentialLookupError.unavailable(.timeout)

  let time = TestTime()

  func store(_ source: ScriptedSource, _ shared: ScriptedSharedCache? = nil) -> CredentialStore {
    let lifetime = CredentialLifetime(
      found: .seconds(300), notFound: .seconds(10), staleTolerance: .seconds(600), random: { 0.5 })
    return CredentialStore(
      source: source, cache: MemoryCredentialCache(capacity: 100, lifetime: lifetime), shared: shared,
      now: { [time] in time.now })
  }

  @Test func `they come from Kong, whatever is known here and elsewhere, and are remembered in both places`()
    async throws
  {
    let shared = ScriptedSharedCache([.fresh(try .stub())])
    let store = store(ScriptedSource([.success(try .stub(key: "new"))]), shared)
    #expect(await store.outcome() == "fetched shared")
    #expect(await store.latest("why") == "confirmed new")
    #expect(await store.outcome() == "cached new")
    #expect(shared.calls == ["find alice 0.0", "store alice new 300.0"])
  }

  @Test func `those of the same reason share an answer, and of another or of none do not`() async throws {
    let gate = Gate()
    let source = ScriptedSource([.success(try .stub(key: "new"))], gate: gate)
    let store = store(source)
    let plain = Task { await store.outcome() }
    await until { source.calls.count == 1 }
    let askers = ["one", "one", "two", "one"].map { reason in Task { await store.latest(reason) } }
    await until { store.lookupsWaiting == 5 && source.calls.count == 3 }
    gate.open()
    for asker in askers { #expect(await asker.value == "confirmed new") }
    #expect(await plain.value == "fetched new")
    #expect(source.calls.count == 3)
  }

  @Test(arguments: [0, 899]) func `in an outage what is known stands in, for as long as it may`(age: Int) async throws {
    let store = store(ScriptedSource([.success(try .stub(key: "old")), .failure(Self.outage)]))
    _ = await store.outcome()
    time.advance(by: .seconds(age))
    #expect(await store.latest("why") == "known old")
  }

  @Test func `nobody is served in an outage for longer than that, or on what nobody knows`() async throws {
    let store = store(ScriptedSource([.success(try .stub(key: "old")), .failure(Self.outage)]))
    _ = await store.outcome()
    time.advance(by: .seconds(900))
    #expect(await store.latest("why") == "failed: \(Self.outage)")
    #expect(await store.latest("why", "bob") == "failed: \(Self.outage)")
  }

  @Test func `that a consumer is gone ends what was known of him`() async throws {
    let store = store(ScriptedSource([.success(try .stub(key: "old")), .failure(.notFound)]))
    _ = await store.outcome()
    #expect(await store.latest("why") == "failed: notFound")
    #expect(await store.outcome() == "absent")
  }

  @Test func `credentials of somebody else are not replaced by what was known`() async throws {
    let store = store(ScriptedSource([.success(try .stub(key: "old")), .failure(.wrongConsumer)]))
    _ = await store.outcome()
    #expect(await store.latest("why") == "failed: wrongConsumer")
  }
}

extension CredentialStore {
  /// "confirmed KEY", "known KEY" or "failed: WHY".
  fileprivate func latest(_ reason: String, _ id: String = "alice") async -> String {
    do throws(CredentialLookupError) {
      let latest = try await latest(id, because: reason)
      return "\(latest.isConfirmed ? "confirmed" : "known") \(latest.credentials.signing.key)"
    } catch {
      return "failed: \(error)"
    }
  }
}
