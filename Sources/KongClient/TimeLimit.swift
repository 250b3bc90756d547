import AuthenticationCore

/// Lets time pass; ends early, with an error, when the task is cancelled.
package typealias Sleep = @Sendable (Duration) async throws -> Void

/// Runs work that must be done in time; when it is not, or when the calling task is cancelled, the work is cancelled.
///
/// AsyncHTTPClient's own deadline ends with the head of an answer; this one covers the body and further pages too.
///
/// - Throws: What the work throws, or ``UnavailableCause/timeout``.
func withTimeLimit<Value: Sendable>(
  _ limit: Duration, sleep: @escaping Sleep, _ work: @escaping @Sendable () async throws(UnavailableCause) -> Value
) async throws(UnavailableCause) -> Value {
  let outcome = await withTaskGroup(of: Result<Value, UnavailableCause>.self) { group in
    group.addTask {
      do throws(UnavailableCause) {
        return .success(try await work())
      } catch {
        return .failure(error)
      }
    }
    group.addTask {
      try? await sleep(limit)
      return .failure(.timeout)
    }
    defer { group.cancelAll() }
    return await group.next() ?? .failure(.timeout)
  }
  return try outcome.get()
}
