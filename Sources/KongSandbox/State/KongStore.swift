import Synchronization

/// The one place where state is shared: by the Admin API, the gateway proxy and the tests that steer them.
package final class KongStore: Sendable {
  private let state: Mutex<KongState>
  /// Where ids, secrets and the time come from.
  package let source: ValueSource

  package init(_ state: KongState, source: ValueSource = .system) {
    self.state = Mutex(state)
    self.source = source
  }

  /// Reads or changes the state; nothing else happens meanwhile, so keep it short.
  package func withState<Result: Sendable, Failure: Error>(
    _ body: (inout sending KongState) throws(Failure) -> sending Result
  ) throws(Failure) -> sending Result {
    try state.withLock { state throws(Failure) in
      state.expire(now: source.now())
      return try body(&state)
    }
  }

  /// Gives a consumer a new JWT credential in the place of all that it had.
  package func rotateJWTCredentials(of consumerID: String) {
    withState { rotateJWTCredentials(of: consumerID, in: &$0) }
  }

  func rotateJWTCredentials(of consumerID: String, in state: inout KongState) {
    let credential = KongJWTCredential(
      id: source.entityID(), consumerID: consumerID, key: source.secret(), secret: source.secret(),
      createdAt: source.now())
    state.rotateJWTCredentials(of: consumerID, to: credential)
  }
}
