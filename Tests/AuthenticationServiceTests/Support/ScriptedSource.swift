import AuthenticationCore
import Synchronization

/// Credentials by a script instead of from a Kong.
final class ScriptedSource: ConsumerCredentialSource {
  typealias Answer = Result<ConsumerCredentials, CredentialLookupError>

  private let script: @Sendable (String) -> Answer
  private let asked = Mutex<[String]>([])

  init(_ script: @escaping @Sendable (String) -> Answer) {
    self.script = script
  }

  /// The ids that were asked for, in their order.
  var calls: [String] { asked.withLock { $0 } }

  func credentials(ofConsumer id: String) async throws(CredentialLookupError) -> ConsumerCredentials {
    asked.withLock { $0.append(id) }
    return try script(id).get()
  }
}

extension ScriptedSource {
  /// Knows everybody: a consumer's credential is called `key-of-ID`.
  static var demo: ScriptedSource {
    ScriptedSource { .success(.stub($0, [.stub("key-of-\($0)")])) }
  }

  /// Knows nobody.
  static func failing(_ error: CredentialLookupError) -> ScriptedSource {
    ScriptedSource { _ in .failure(error) }
  }
}

extension ConsumerCredentials {
  static func stub(_ consumerID: String, _ credentials: [JWTCredential]) -> ConsumerCredentials {
    guard let made = ConsumerCredentials(consumerID: consumerID, credentials: credentials) else {
      preconditionFailure("a stub has at least one credential")
    }
    return made
  }
}

extension JWTCredential {
  /// A credential whose secret is known to ``TestToken``.
  static func stub(_ key: String, createdAt: Int64 = 1) -> JWTCredential {
    JWTCredential(key: key, secret: Secret(TestToken.secret(of: key)), createdAt: createdAt)
  }
}
