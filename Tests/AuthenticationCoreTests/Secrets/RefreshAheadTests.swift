import AuthenticationCore
import TestSupport
import Testing

/// What happens to credentials in use towards the end of their life: 240 to 300 seconds after they were fetched.
@Suite(.timeLimit(.minutes(1))) struct `Refresh ahead` {
  let time = TestTime()

  func store(_ source: ScriptedSource, maximumRefreshes: Int = 16) -> CredentialStore {
    let lifetime = CredentialLifetime(found: .seconds(300), notFound: .seconds(10), random: { 0.5 })
    let cache = MemoryCredentialCache(capacity: 100, lifetime: lifetime)
    return CredentialStore(
      source: source, cache: cache, maximumRefreshes: maximumRefreshes, now: { [time] in time.now })
  }

  /// Lets what goes on behind the clients' backs come to its end.
  func settle(_ store: CredentialStore) async {
    await until { store.fetchesInFlight == 0 }
  }

  @Test func `past four fifths of its life an entry is served at once and fetched anew`() async throws {
    let source = ScriptedSource([.success(try .stub(key: "old")), .success(try .stub(key: "new"))])
    let store = store(source)
    _ = await store.outcome()
    time.advance(by: .seconds(240) - .nanoseconds(1))
    #expect(await store.outcome() == "cached old")
    #expect(store.fetchesInFlight == 0)
    time.advance(by: .nanoseconds(1))
    #expect(await store.outcome() == "cached old")
    await settle(store)
    #expect(await store.outcome() == "cached new")
    #expect(source.calls.count == 2)
  }

  @Test func `a refreshed entry has a whole life before it`() async throws {
    let store = store(ScriptedSource([.success(try .stub(key: "old")), .success(try .stub(key: "new"))]))
    _ = await store.outcome()
    time.advance(by: .seconds(250))
    _ = await store.outcome()
    await settle(store)
    time.advance(by: .seconds(239))
    #expect(await store.outcome() == "cached new")
    #expect(store.fetchesInFlight == 0)
  }

  @Test func `a thousand look-ups in that time start one refresh`() async throws {
    let gate = Gate()
    let source = ScriptedSource([.success(try .stub())], gate: gate)
    gate.open()
    let store = store(source)
    _ = await store.outcome()
    time.advance(by: .seconds(250))
    for _ in 0..<1000 { #expect(await store.outcome() == "cached key-1") }
    await settle(store)
    #expect(source.calls.count == 2)
  }

  @Test func `who comes after the end joins the refresh that is under way`() async throws {
    let gate = Gate()
    let source = ScriptedSource(
      [.success(try .stub(key: "old")), .success(try .stub(key: "new"))], gate: gate, gatedFrom: 2)
    let store = store(source)
    _ = await store.outcome()
    time.advance(by: .seconds(250))
    _ = await store.outcome()
    await until { source.calls.count == 2 }
    time.advance(by: .seconds(50))
    let late = Task { await store.outcome() }
    await until { store.lookupsWaiting == 1 }
    gate.open()
    #expect(await late.value == "fetched new")
    #expect(source.calls.count == 2)
  }

  @Test func `a refresh goes on when the one who joined it leaves`() async throws {
    let gate = Gate()
    let source = ScriptedSource(
      [.success(try .stub(key: "old")), .success(try .stub(key: "new"))], gate: gate, gatedFrom: 2)
    let store = store(source)
    _ = await store.outcome()
    time.advance(by: .seconds(250))
    _ = await store.outcome()
    time.advance(by: .seconds(50))
    let impatient = Task { await store.outcome() }
    await until { store.lookupsWaiting == 1 }
    impatient.cancel()
    #expect(await impatient.value == "failed: cancelled")
    #expect(store.fetchesInFlight == 1)
    gate.open()
    await settle(store)
    #expect(await store.outcome() == "cached new")
  }

  static let failures: [CredentialLookupError] = [
    .wrongConsumer, .unavailable(.timeout), .unavailable(.status(503, retryAfter: nil)),
    .unavailable(.unauthorized(401)),
  ]

  @Test(arguments: failures)
  func `a refresh that fails changes nothing before the end`(_ failure: CredentialLookupError) async throws {
    let source = ScriptedSource([.success(try .stub()), .failure(failure)])
    let store = store(source)
    _ = await store.outcome()
    time.advance(by: .seconds(250))
    _ = await store.outcome()
    await settle(store)
    time.advance(by: .seconds(49))
    #expect(await store.outcome() == "cached key-1")
    await settle(store)
    time.advance(by: .seconds(1))
    #expect(await store.outcome() == "failed: \(failure)")
  }

  @Test func `after a failure the next attempt waits for half of what is left, and a second at least`() async throws {
    let source = ScriptedSource([.success(try .stub()), .failure(.unavailable(.timeout))])
    let store = store(source)
    _ = await store.outcome()
    time.advance(by: .seconds(240))
    var attempts: [Int] = []
    for second in 240..<300 {
      let before = source.calls.count
      #expect(await store.outcome() == "cached key-1")
      await settle(store)
      if source.calls.count > before { attempts.append(second) }
      time.advance(by: .seconds(1))
    }
    #expect(attempts == [240, 270, 285, 293, 297, 299])
  }

  @Test func `a consumer that turns out to be gone is absent at once`() async throws {
    let store = store(ScriptedSource([.success(try .stub()), .failure(.notFound)]))
    _ = await store.outcome()
    time.advance(by: .seconds(250))
    #expect(await store.outcome() == "cached key-1")
    await settle(store)
    #expect(await store.outcome() == "absent")
  }

  @Test func `the knowledge that somebody is unknown is not refreshed`() async throws {
    let source = ScriptedSource([.failure(.notFound)])
    let store = store(source)
    _ = await store.outcome()
    time.advance(by: .seconds(10) - .nanoseconds(1))
    #expect(await store.outcome() == "absent")
    #expect(store.fetchesInFlight == 0)
    #expect(source.calls.count == 1)
  }

  @Test func `no more refreshes than allowed are in flight at a time`() async throws {
    let gate = Gate()
    let source = ScriptedSource([.success(try .stub())], gate: gate, gatedFrom: 6)
    let store = store(source, maximumRefreshes: 2)
    for number in 0..<5 { _ = await store.outcome("consumer-\(number)") }
    time.advance(by: .seconds(250))
    for number in 0..<5 { #expect(await store.outcome("consumer-\(number)") == "cached key-1") }
    #expect(store.fetchesInFlight == 2)
    gate.open()
    await settle(store)
    for number in 2..<4 { #expect(await store.outcome("consumer-\(number)") == "cached key-1") }
    await settle(store)
    #expect(source.calls.count == 9)
  }
}
