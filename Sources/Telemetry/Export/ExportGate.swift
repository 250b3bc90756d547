/// Decides whether an export may begin, and hears how it went: the place of a circuit breaker.
///
/// One export, with all its retries, is one success or one failure.
package struct ExportGate: Sendable {
  package let admit: @Sendable () -> Bool
  package let recordSuccess: @Sendable () -> Void
  package let recordFailure: @Sendable () -> Void

  package init(
    admit: @escaping @Sendable () -> Bool, recordSuccess: @escaping @Sendable () -> Void,
    recordFailure: @escaping @Sendable () -> Void
  ) {
    self.admit = admit
    self.recordSuccess = recordSuccess
    self.recordFailure = recordFailure
  }

  /// Admits everything.
  package static let open = ExportGate(admit: { true }, recordSuccess: {}, recordFailure: {})
}
