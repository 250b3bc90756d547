package import AuthenticationCore
package import NIOCore

/// One answer of Kong's Admin API, read as the client reads it, without the connection that it came by.
package struct AnswerReading: Sendable {
  /// What tokens can be signed with; nil when there is nothing.
  package let credentials: ConsumerCredentials?
  /// Whose the answer is, if it is another consumer's.
  package let stranger: String?
  /// What is asked for next; nil when nothing is.
  package let nextURL: String?

  /// Reads a page of a consumer's credentials.
  package static func credentials(
    _ body: ByteBuffer, ofConsumer id: String, at kong: KongDeployment
  ) throws(UnavailableCause) -> AnswerReading {
    let page = try AdminAnswer(status: 200, retryAfter: nil, body: body).decode(
      EntityPage<CredentialRecord>.self, named: "a list of credentials")
    let next = try page.nextOffset.map { kong.credentialsURL(ofConsumer: id, offset: $0) }
    switch Finding(page.data, of: id) {
    case .nobody: return AnswerReading(credentials: nil, stranger: nil, nextURL: next)
    case .stranger(let stranger): return AnswerReading(credentials: nil, stranger: stranger, nextURL: next)
    case .found(let consumer):
      return AnswerReading(credentials: consumer.credentials, stranger: nil, nextURL: next)
    }
  }

  /// Reads a consumer, whose credentials are to be asked for.
  package static func consumer(
    _ body: ByteBuffer, named name: String, at kong: KongDeployment
  ) throws(UnavailableCause) -> AnswerReading {
    switch try ConsumerResolution.finding(
      in: AdminAnswer(status: 200, retryAfter: nil, body: body), isWanted: { $0.isNamed(name) })
    {
    case .nobody: return AnswerReading(credentials: nil, stranger: nil, nextURL: nil)
    case .stranger(let stranger): return AnswerReading(credentials: nil, stranger: stranger, nextURL: nil)
    case .found(let id):
      return AnswerReading(credentials: nil, stranger: nil, nextURL: kong.credentialsURL(ofConsumer: id))
    }
  }
}
