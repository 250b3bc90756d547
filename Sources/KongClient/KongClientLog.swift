import AuthenticationCore
import CoreMetrics
import Events
import Logging

/// What the client tells its operator.
struct KongClientLog: Sendable {
  private let logger: Logger
  private let shortSecrets = ShortSecretNotices()
  private let shortSecretCount: Counter

  init(_ logger: Logger, metrics: any MetricsFactory) {
    self.logger = logger
    shortSecretCount = Counter(label: "kong_short_secrets_total", dimensions: [], factory: metrics)
  }

  /// Kong could not be asked for something.
  func report(_ cause: UnavailableCause, _ message: Logger.Message) {
    switch cause {
    case .unauthorized(let status):
      logger.error(.kongTokenRefused, "Kong refused the admin token", ["http.response.status_code": "\(status)"])
    case .connection, .timeout, .status, .invalidAnswer:
      logger.warning(.kongRequestFailed, message, ["cause": "\(cause)"])
    }
  }

  /// Kong spoke of somebody whom we had not asked for.
  func noteStranger(_ stranger: String, asked: String, _ message: Logger.Message) {
    logger.error(.kongConsumerMismatch, message, ["consumer.id": "\(asked)", "answered.id": "\(stranger)"])
  }

  func noteCreation(forConsumer id: String) {
    logger.info(.kongSecretCreated, "Created a JWT credential in Kong", ["consumer.id": "\(id)"])
  }

  /// Says and counts once per consumer that his secret is short.
  func noteShortSecret(of credentials: ConsumerCredentials) {
    guard credentials.signing.hasShortSecret, shortSecrets.isNew(credentials.consumerID) else { return }
    shortSecretCount.increment()
    logger.warning(
      .kongSecretShort, "The consumer's JWT secret is shorter than HS256 asks for",
      ["consumer.id": "\(credentials.consumerID)"])
  }
}
