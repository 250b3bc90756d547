/// The header fields in which Kong tells the upstream who is asking.
enum ConsumerHeaders {
  private static let customID = "X-Consumer-Custom-ID"
  private static let username = "X-Consumer-Username"
  private static let credential = "X-Credential-Identifier"
  private static let anonymous = "X-Anonymous-Consumer"

  /// Writes what is known of a consumer, and takes away whatever the client claimed.
  ///
  /// - Parameters:
  ///   - consumer: the consumer, recognised or anonymous.
  ///   - credentialIdentifier: what proved it; nil marks the consumer as anonymous.
  static func write(_ consumer: KongConsumer, credentialIdentifier: String?, to headers: inout HeaderLines) {
    headers.set("X-Consumer-ID", consumer.id)
    write(consumer.customID, as: customID, to: &headers)
    write(consumer.username, as: username, to: &headers)
    write(credentialIdentifier, as: credential, to: &headers)
    write(credentialIdentifier == nil ? "true" : nil, as: anonymous, to: &headers)
  }

  private static func write(_ value: String?, as name: String, to headers: inout HeaderLines) {
    if let value { headers.set(name, escaped(value)) } else { headers.remove(name) }
  }

  /// nginx's protection against header injection: line ends are percent-encoded.
  private static func escaped(_ value: String) -> String {
    var escaped = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\r": escaped += "%0D"
      case "\n": escaped += "%0A"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
