import Synchronization

/// Keeps tests that open thousands of sockets and tests that start processes apart.
///
/// From some 1,360 open files on `Process.run()` may crash: Foundation copies the entries of `/proc/self/fd` with more bytes than they have,
/// which at the end of a full buffer of the C library are nobody's.
package enum OpenDescriptors {
  private struct State {
    /// Tests that have many open now.
    var crowds = 0
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  private static let state = Mutex(State())

  /// Opens as many as it likes.
  package static func many<Result>(_ body: () async throws -> Result) async rethrows -> Result {
    state.withLock { $0.crowds += 1 }
    defer {
      let waiters = state.withLock { state -> [CheckedContinuation<Void, Never>] in
        state.crowds -= 1
        guard state.crowds == 0 else { return [] }
        defer { state.waiters = [] }
        return state.waiters
      }
      for waiter in waiters { waiter.resume() }
    }
    return try await body()
  }

  /// Waits until a process can be started without harm.
  package static func few() async {
    await withCheckedContinuation { waiter in
      let areFew = state.withLock { state in
        if state.crowds > 0 { state.waiters.append(waiter) }
        return state.crowds == 0
      }
      if areFew { waiter.resume() }
    }
  }
}
