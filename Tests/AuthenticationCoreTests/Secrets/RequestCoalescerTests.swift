import AuthenticationCore
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct `Request coalescer` {
  let coalescer = RequestCoalescer<Int>()
  let gate = Gate()
  let calls = Calls()

  /// Counts fetches.
  final class Calls: Sendable {
    private let counter = Mutex(0)
    var count: Int { counter.withLock { $0 } }
    func add() -> Int {
      counter.withLock { counter in
        counter += 1
        return counter
      }
    }
  }

  /// A caller whose fetch, should it be used, passes the gate and gives its number or an error.
  func caller(
    _ key: String = "alice", failing error: CredentialLookupError? = nil
  ) -> Task<Result<Int, CredentialLookupError>, Never> {
    Task {
      do throws(CredentialLookupError) {
        return .success(
          try await coalescer.value(for: key) { [gate, calls] () async throws(CredentialLookupError) in
            let call = calls.add()
            await gate.pass()
            if let error { throw error }
            return call
          })
      } catch {
        return .failure(error)
      }
    }
  }

  @Test func `a thousand callers share one fetch`() async {
    let callers = (0..<1000).map { _ in caller() }
    await until { coalescer.waiterCount == 1000 }
    gate.open()
    for caller in callers { #expect(await caller.value == .success(1)) }
    #expect(calls.count == 1)
    #expect(coalescer.flightCount == 0)
  }

  @Test func `callers with different keys do not share`() async {
    let (alice, bob) = (caller("alice"), caller("bob"))
    await until { calls.count == 2 }
    #expect(coalescer.flightCount == 2)
    gate.open()
    let answers = [await alice.value, await bob.value]
    #expect(answers == [.success(1), .success(2)] || answers == [.success(2), .success(1)])
    #expect(coalescer.flightCount == 0)
  }

  @Test func `all share an error, and the next caller tries again`() async {
    let cause = CredentialLookupError.unavailable(.timeout)
    let callers = (0..<50).map { _ in caller(failing: cause) }
    await until { coalescer.waiterCount == 50 }
    gate.open()
    for caller in callers { #expect(await caller.value == .failure(cause)) }
    #expect(calls.count == 1)
    #expect(await caller().value == .success(2))
  }

  @Test func `a cancelled caller leaves at once and the others get their answer`() async {
    let first = caller()
    await until { calls.count == 1 }
    let second = caller()
    await until { coalescer.waiterCount == 2 }

    first.cancel()
    #expect(await first.value == .failure(.cancelled))
    #expect(coalescer.waiterCount == 1)

    gate.open()
    #expect(await second.value == .success(1))
    #expect(calls.count == 1)
  }

  @Test func `a caller who is cancelled beforehand neither waits nor fetches`() async {
    let cancelled = Task { () -> CredentialLookupError? in
      withUnsafeCurrentTask { $0?.cancel() }
      do throws(CredentialLookupError) {
        _ = try await coalescer.value(for: "alice") { [calls] in calls.add() }
        return nil
      } catch {
        return error
      }
    }
    #expect(await cancelled.value == .cancelled)
    #expect(calls.count == 0)
    #expect(coalescer.flightCount == 0)
  }

  @Test func `when the last caller has left the fetch is cancelled`() async {
    let ended = Gate()
    let callers = (0..<10).map { _ in
      Task { () -> CredentialLookupError? in
        do throws(CredentialLookupError) {
          _ = try await coalescer.value(for: "alice") { [gate, calls] in
            _ = calls.add()
            await gate.pass()  // Never opened: only cancellation leads past it.
            if Task.isCancelled { ended.open() }
            return 0
          }
          return nil
        } catch {
          return error
        }
      }
    }
    await until { coalescer.waiterCount == 10 && calls.count == 1 }
    for caller in callers { caller.cancel() }
    for caller in callers { #expect(await caller.value == .cancelled) }
    await ended.pass()
    #expect(coalescer.flightCount == 0)
    #expect(calls.count == 1)
  }

  /// Opens a gate when the last who knew it has gone.
  final class Farewell: Sendable {
    private let gate: Gate
    init(opening gate: Gate) { self.gate = gate }
    deinit { gate.open() }
  }

  @Test func `who comes after an abandoned fetch starts one of his own, and gets no answer but his`() async {
    let stubborn = Gate()
    let abandoned = Task {
      _ = try? await coalescer.value(for: "alice") { [calls, farewell = Farewell(opening: gate)] in
        let call = calls.add()
        // A fetch that does not heed its cancellation; the later one passes its gate when this one is quite over.
        await Task { await stubborn.pass() }.value
        return withExtendedLifetime(farewell) { call }
      }
    }
    await until { calls.count == 1 }
    abandoned.cancel()
    await abandoned.value

    let later = caller()
    await until { calls.count == 2 }
    stubborn.open()
    #expect(await later.value == .success(2))
    #expect(coalescer.flightCount == 0)
  }

  @Test func `one caller too many is turned away at once, and not for ever`() async {
    let coalescer = RequestCoalescer<Int>(waiterLimit: 3)
    let waiting = (0..<3).map { number in
      Task {
        try? await coalescer.value(for: "\(number)") { [gate] in
          await gate.pass()
          return number
        }
      }
    }
    await until { coalescer.waiterCount == 3 }
    for key in ["0", "another"] {
      await #expect(throws: CredentialLookupError.overloaded) { try await coalescer.value(for: key) { 9 } }
    }
    waiting[0].cancel()
    _ = await waiting[0].value
    await #expect(throws: Never.self) { try await coalescer.value(for: "another") { 9 } }
    gate.open()
    for (number, task) in waiting.enumerated().dropFirst() { #expect(await task.value == number) }
    #expect(coalescer.waiterCount == 0)
  }

  @Test func `callers that come and go at random all get an end`() async {
    var random = SplitMix64(seed: 5)
    var callers: [Task<Result<Int, CredentialLookupError>, Never>] = []
    gate.open()
    for _ in 0..<2000 {
      let caller = caller("key-\(Int.random(in: 0..<8, using: &random))")
      callers.append(caller)
      if Int.random(in: 0..<3, using: &random) == 0 { caller.cancel() }
      if Int.random(in: 0..<20, using: &random) == 0 { await Task.yield() }
    }
    for caller in callers {
      switch await caller.value {
      case .success, .failure(.cancelled): break
      case .failure(let error): Issue.record("\(error)")
      }
    }
    #expect(coalescer.flightCount == 0)
    #expect(coalescer.waiterCount == 0)
  }
}
