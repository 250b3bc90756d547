package import AuthenticationCore
package import Logging
package import NIOCore

/// A client of Kong's Admin API: a consumer's JWT credentials, and Kong's health.
///
/// Call ``shutdown()`` when no look-up is to come any more.
package final class KongAdminClient: Sendable {
  let configuration: KongAdminConfiguration
  let transport: AdminTransport
  let sleep: Sleep
  private let logger: Logger
  private let shortSecrets = ShortSecretNotices()

  package init(
    _ configuration: KongAdminConfiguration, on group: any EventLoopGroup, logger: Logger,
    sleep: @escaping Sleep = { try await Task.sleep(for: $0) }
  ) {
    self.configuration = configuration
    self.transport = AdminTransport(configuration, on: group)
    self.logger = logger
    self.sleep = sleep
  }

  /// Closes all connections; look-ups in flight fail.
  package func shutdown() async throws {
    try await transport.shutdown()
  }
}

extension KongAdminClient: ConsumerCredentialSource {
  /// Fetches the usable credentials of a consumer: all pages, newest first.
  ///
  /// An id that cannot be a consumer's is not found without asking.
  package func credentials(ofConsumer id: String) async throws(CredentialLookupError) -> ConsumerCredentials {
    guard id.canNameConsumer else { throw .notFound }
    let records: [CredentialRecord]
    do throws(UnavailableCause) {
      records = try await withTimeLimit(configuration.lookupTimeout, sleep: sleep) {
        [self] () async throws(UnavailableCause) in
        try await allRecords(ofConsumer: id)
      }
    } catch {
      // Whatever broke off after the cancellation, the cancellation broke it.
      if Task.isCancelled { throw .cancelled }
      report(error)
      throw .unavailable(error)
    }
    return try choose(from: records, ofConsumer: id)
  }

  /// Reads page after page; no pages at all when Kong does not know the consumer.
  private func allRecords(ofConsumer id: String) async throws(UnavailableCause) -> [CredentialRecord] {
    var records: [CredentialRecord] = []
    var offsets: Set<String> = []
    var offset: String?
    for _ in 0..<configuration.maximumPages {
      let url = configuration.deployment.credentialsURL(ofConsumer: id, offset: offset)
      let answer = try await transport.get(url)
      if answer.status == 404 { return [] }
      guard answer.isSuccess else { throw answer.cause }
      let page = try CredentialPage(body: answer.body)
      records += page.data
      offset = try page.nextOffset
      guard let offset else { return records }
      guard offsets.insert(offset).inserted else { throw .invalidAnswer("pages that lead in a circle") }
    }
    throw .invalidAnswer("too many pages")
  }

  /// Makes sure that the credentials are those of the consumer that was asked for, and keeps the usable ones.
  private func choose(
    from records: [CredentialRecord], ofConsumer id: String
  ) throws(CredentialLookupError) -> ConsumerCredentials {
    // Kong writes a UUID in lower case, however it was asked for.
    if let stranger = records.lazy.compactMap(\.consumerID).first(where: { !$0.equalsIgnoringASCIICase(id) }) {
      logger.error(
        "Kong answered with credentials of another consumer",
        metadata: ["consumer.id": "\(id)", "answered.id": "\(stranger)"])
      throw .wrongConsumer
    }
    let consumerID = records.lazy.compactMap(\.consumerID).first ?? id
    guard let credentials = ConsumerCredentials(consumerID: consumerID, credentials: records.compactMap(\.usable))
    else {
      throw .notFound
    }
    if credentials.signing.hasShortSecret, shortSecrets.isNew(consumerID) {
      logger.warning(
        "The consumer's JWT secret is shorter than HS256 asks for", metadata: ["consumer.id": "\(consumerID)"])
    }
    return credentials
  }

  private func report(_ cause: UnavailableCause) {
    switch cause {
    case .unauthorized(let status):
      logger.error("Kong refused the admin token", metadata: ["http.response.status_code": "\(status)"])
    case .connection, .timeout, .status, .invalidAnswer:
      logger.warning("Kong could not be asked for credentials", metadata: ["cause": "\(cause)"])
    }
  }
}
