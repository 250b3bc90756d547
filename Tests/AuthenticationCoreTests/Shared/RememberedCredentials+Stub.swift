import AuthenticationCore
import Testing

extension RememberedCredentials {
  /// What a replica knows of a consumer, whose credentials can be told from others by their key.
  static func stub(_ name: String = "alice", key: String = "shared", life: Duration = .seconds(200)) throws -> Self {
    RememberedCredentials(name: name, credentials: try .stub(consumer: name, key: key), remainingLife: life)
  }

  /// Everything about credentials that can be seen, signatures included.
  var inFull: String {
    let credentials = credentials.all.map { credential in
      let signature = Array("message".utf8).withUnsafeBytes { Array(credential.signingKey.signature(of: $0)) }
      return "\(credential.key) \(credential.createdAt) \(credential.hasShortSecret) \(signature)"
    }
    return "\(name) \(self.credentials.consumerID) \(remainingLife) \(credentials)"
  }
}
