import Synchronization

/// Lets many callers who want the same thing at the same time share one fetch of it.
///
/// The table holds only keys that are being fetched at this moment, so its size is bounded by the requests in flight.
/// A caller who is cancelled leaves at once and disturbs nobody. When the last one has left, the fetch is cancelled and
/// forgotten: nobody wants its answer, and during an outage such orphans would pile up. Who comes later starts anew.
package final class RequestCoalescer<Value: Sendable>: Sendable {
  package typealias Outcome = Result<Value, CredentialLookupError>
  package typealias Fetch = @Sendable () async throws(CredentialLookupError) -> Value

  private typealias Waiter = CheckedContinuation<Outcome, Never>

  /// A fetch and those who wait for it.
  private struct Flight {
    /// Tells the flight from a later one with the same key.
    let number: UInt64
    /// Whether the flight goes on when nobody waits for it.
    let isDetached: Bool
    /// Nil for the moment between the flight's entry into the table and the start of its task.
    var task: Task<Void, Never>?
    var waiters: [UInt64: Waiter] = [:]
  }

  private struct Table {
    var flights: [ExactString: Flight] = [:]
    var detachedCount = 0
    var waiterCount = 0
    var lastNumber: UInt64 = 0

    mutating func nextNumber() -> UInt64 {
      lastNumber += 1
      return lastNumber
    }

    /// Ends the flight of a key.
    mutating func land(_ key: String) -> Flight? {
      guard let flight = flights.removeValue(forKey: ExactString(key)) else { return nil }
      if flight.isDetached { detachedCount -= 1 }
      return flight
    }
  }

  private enum Admission {
    case startFlight(UInt64)
    case joined
    case tooLate
    case full
  }

  private let table = Mutex(Table())

  private let waiterLimit: Int

  /// Makes a coalescer.
  ///
  /// - Parameter waiterLimit: how many callers may wait at a time, all keys together; one more is turned away at once.
  package init(waiterLimit: Int = .max) {
    self.waiterLimit = waiterLimit
  }

  /// The number of fetches in flight.
  package var flightCount: Int { table.withLock { $0.flights.count } }

  /// The number of callers who wait for one of them.
  package var waiterCount: Int { table.withLock { $0.waiterCount } }

  /// Joins the fetch of this key that is in flight, or starts one.
  ///
  /// - Throws: What the fetch threw, ``CredentialLookupError/cancelled`` as soon as the calling task is cancelled, or
  ///   ``CredentialLookupError/overloaded`` when too many wait already.
  package func value(for key: String, fetch: @escaping Fetch) async throws(CredentialLookupError) -> Value {
    let number = table.withLock { $0.nextNumber() }
    let outcome = await withTaskCancellationHandler {
      await withCheckedContinuation { waiter in
        switch admit(waiter, number: number, key: key) {
        case .startFlight(let flight): start(fetch, flight: flight, key: key)
        case .joined: break
        case .tooLate: waiter.resume(returning: .failure(.cancelled))
        case .full: waiter.resume(returning: .failure(.overloaded))
        }
      }
    } onCancel: {
      leave(number: number, key: key)
    }
    return try outcome.get()
  }

  /// Starts a fetch of this key for which nobody waits, unless one is in flight or `limit` such fetches are.
  ///
  /// Who asks for the key meanwhile joins it. It is not cancelled when they leave, so it must end by itself.
  package func launch(_ key: String, limit: Int, fetch: @escaping Fetch) {
    let flight = table.withLock { table -> UInt64? in
      guard table.flights[ExactString(key)] == nil, table.detachedCount < limit else { return nil }
      let flight = table.nextNumber()
      table.flights[ExactString(key)] = Flight(number: flight, isDetached: true)
      table.detachedCount += 1
      return flight
    }
    if let flight { start(fetch, flight: flight, key: key) }
  }

  /// Enters a caller into the table.
  private func admit(_ waiter: Waiter, number: UInt64, key: String) -> Admission {
    table.withLock { table in
      // A task is marked before its handler runs: either we see the mark here, or the handler finds the entry.
      if Task.isCancelled { return .tooLate }
      guard table.waiterCount < waiterLimit else { return .full }
      table.waiterCount += 1
      if table.flights[ExactString(key)] != nil {
        table.flights[ExactString(key)]?.waiters[number] = waiter
        return .joined
      }
      let flight = table.nextNumber()
      table.flights[ExactString(key)] = Flight(number: flight, isDetached: false, waiters: [number: waiter])
      return .startFlight(flight)
    }
  }

  /// Starts the fetch in a task of its own, which outlives the caller who happened to be first.
  private func start(_ fetch: @escaping Fetch, flight: UInt64, key: String) {
    let task = Task {
      let outcome: Outcome
      do throws(CredentialLookupError) {
        outcome = .success(try await fetch())
      } catch {
        outcome = .failure(error)
      }
      finish(flight: flight, key: key, with: outcome)
    }
    let isWanted = table.withLock { table in
      guard table.flights[ExactString(key)]?.number == flight else { return false }
      table.flights[ExactString(key)]?.task = task
      return true
    }
    // Everybody left before the task was known, or it is done already.
    if !isWanted { task.cancel() }
  }

  /// Ends a flight and gives its outcome to all who wait.
  private func finish(flight: UInt64, key: String, with outcome: Outcome) {
    let waiters = table.withLock { table -> [UInt64: Waiter] in
      guard table.flights[ExactString(key)]?.number == flight else { return [:] }
      let waiters = table.land(key)?.waiters ?? [:]
      table.waiterCount -= waiters.count
      return waiters
    }
    for waiter in waiters.values { waiter.resume(returning: outcome) }
  }

  /// Lets a cancelled caller go, and the flight too when he was the last.
  private func leave(number: UInt64, key: String) {
    let (waiter, orphan) = table.withLock { table -> (Waiter?, Task<Void, Never>?) in
      guard let waiter = table.flights[ExactString(key)]?.waiters.removeValue(forKey: number) else { return (nil, nil) }
      table.waiterCount -= 1
      guard let flight = table.flights[ExactString(key)], flight.waiters.isEmpty, !flight.isDetached else {
        return (waiter, nil)
      }
      return (waiter, table.land(key)?.task)
    }
    orphan?.cancel()
    waiter?.resume(returning: .failure(.cancelled))
  }
}
