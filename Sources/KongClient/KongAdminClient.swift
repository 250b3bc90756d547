package import AuthenticationCore
package import CoreMetrics
package import Logging
package import NIOCore
package import Tracing

/// A client of Kong's Admin API: a consumer's JWT credentials, and Kong's health.
///
/// Call ``shutdown()`` when no look-up is to come any more.
package final class KongAdminClient: Sendable {
  let configuration: KongAdminConfiguration
  let transport: AdminTransport
  let sleep: Sleep
  let log: KongClientLog
  private let realm: RealmGuard?
  private let resolution: ConsumerResolution
  private let directory: ConsumerDirectory
  private let provisioning: CredentialProvisioning

  /// Makes a client.
  ///
  /// - Parameters:
  ///   - sleep: Lets the time of a limit pass.
  ///   - now: The monotonic time, for what is remembered and for pauses.
  ///   - random: Draws the keys and secrets of new credentials.
  ///   - retries: Repeats reads; nil repeats none.
  ///   - creationBreaker: Keeps from making credentials while that fails too often; nil always tries.
  ///   - tracer: Takes the spans of calls, and has Kong continue their traces.
  ///   - metrics: Makes what counts retries and short secrets.
  package init(
    _ configuration: KongAdminConfiguration, on group: any EventLoopGroup, logger: Logger,
    sleep: @escaping Sleep = { try await Task.sleep(for: $0) },
    now: @escaping MonotonicTime = { .now },
    random: @escaping RandomWord = systemRandomWord,
    creationBreaker: CircuitBreaker? = nil, retries: RetryPolicy? = RetryPolicy(),
    tracer: any Tracer = InstrumentationSystem.tracer, metrics: any MetricsFactory = MetricsSystem.factory
  ) {
    let transport = AdminTransport(
      configuration, on: group, now: now, retries: retries, tracer: tracer,
      metrics: metrics)
    let log = KongClientLog(logger, metrics: metrics)
    self.configuration = configuration
    self.transport = transport
    self.sleep = sleep
    self.log = log
    realm =
      switch configuration.deployment {
      case .selfManaged: nil
      case .konnect(let plane):
        RealmGuard(of: plane, transport: transport, limit: configuration.lookupTimeout, sleep: sleep)
      }
    resolution = ConsumerResolution(
      deployment: configuration.deployment, transport: transport, maximumPages: configuration.maximumPages)
    directory = ConsumerDirectory(capacity: configuration.maximumRememberedConsumers, now: now)
    let creation = CredentialCreation(
      deployment: configuration.deployment, transport: transport,
      maximumAttempts: configuration.maximumProvisioningAttempts, random: random)
    provisioning = CredentialProvisioning { id in
      await creation.outcome(
        forConsumer: id, limit: configuration.provisioningTimeout, sleep: sleep, breaker: creationBreaker, log: log)
    }
  }

  /// Closes all connections; look-ups in flight fail.
  package func shutdown() async throws {
    try await transport.shutdown()
  }
}

extension KongAdminClient: ConsumerCredentialSource {
  /// Fetches the usable credentials of a consumer, by id or user name: all pages, newest first.
  ///
  /// A text that cannot name a consumer is not found without asking. A consumer who has no usable credential is given one
  /// if the configuration says so.
  package func credentials(ofConsumer id: String) async throws(CredentialLookupError) -> ConsumerCredentials {
    guard id.canNameConsumer else { throw .notFound }
    let moment = provisioning.moment
    switch try await finding(of: id) {
    case .nobody: throw .notFound
    case .stranger: throw .wrongConsumer
    case .found(let consumer):
      if let credentials = consumer.credentials {
        log.noteShortSecret(of: credentials)
        return credentials
      }
      guard configuration.provisionsCredentials else { throw .notFound }
      return try await provisioning.credentials(ofConsumer: consumer.id, since: moment)
    }
  }

  /// Finds a consumer and what he has, in time.
  private func finding(of text: String) async throws(CredentialLookupError) -> Finding<ListedConsumer> {
    do throws(UnavailableCause) {
      return try await withTimeLimit(configuration.lookupTimeout, sleep: sleep) {
        [self] () async throws(UnavailableCause) in
        try await realm?.ensure()
        return try await find(text)
      }
    } catch {
      // Whatever broke off after the cancellation, the cancellation broke it.
      if Task.isCancelled { throw .cancelled }
      log.report(error, "Kong could not be asked for credentials")
      throw .unavailable(error)
    }
  }

  /// Lists the credentials of the consumer behind a text, whose id may be remembered.
  private func find(_ text: String) async throws(UnavailableCause) -> Finding<ListedConsumer> {
    guard resolution.isNeeded(for: text) else { return try await list(id: text) }
    if let id = directory.id(of: text) {
      let finding = try await list(id: id)
      if case .found = finding { return finding }
      directory.forget(text)
      // The consumer is gone, and the name may be another one's by now.
      guard case .nobody = finding else { return finding }
    }
    switch try await resolution.consumerID(behind: text) {
    case .nobody: return .nobody
    case .stranger(let stranger):
      log.noteStranger(stranger, asked: text, "Kong answered with another consumer")
      return .stranger(stranger)
    case .found(let id):
      directory.remember(id, as: text)
      let finding = try await list(id: id)
      if case .found = finding { return finding }
      directory.forget(text)
      return finding
    }
  }

  /// Lists the credentials of the consumer with this id, and makes sure that they are his.
  private func list(id: String) async throws(UnavailableCause) -> Finding<ListedConsumer> {
    let records: [CredentialRecord]? = try await transport.list(maximumPages: configuration.maximumPages) { offset in
      configuration.deployment.credentialsURL(ofConsumer: id, offset: offset)
    }
    guard let records else { return .nobody }
    let finding = Finding(records, of: id)
    if case .stranger(let stranger) = finding {
      log.noteStranger(stranger, asked: id, "Kong answered with credentials of another consumer")
    }
    return finding
  }
}
