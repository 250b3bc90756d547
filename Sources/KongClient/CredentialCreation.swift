import AuthenticationCore

/// Makes JWT credentials for consumers, in Kong.
struct CredentialCreation: Sendable {
  let deployment: KongDeployment
  let transport: AdminTransport
  /// The most keys that are tried, when those before were taken.
  let maximumAttempts: Int
  /// Draws random bits that nobody can foretell.
  let random: RandomWord

  /// Gives a consumer a credential, and returns it as Kong has stored it.
  ///
  /// Only a key that is taken (409) leads to another attempt. After any other failure nobody knows what Kong has done, and
  /// the next look-up will see it.
  func credential(forConsumer id: String) async throws(UnavailableCause) -> Finding<ListedConsumer> {
    var attempt = 1
    while true {
      let answer = try await transport.post(newCredential(), to: deployment.credentialsURL(ofConsumer: id))
      switch answer.status {
      case 200, 201: return try created(answer, forConsumer: id)
      case 404: return .nobody
      case 409 where attempt < maximumAttempts: attempt += 1
      default: throw answer.cause
      }
    }
  }

  /// A key of 32 and a secret of 64 hexadecimal digits; the algorithm is Kong's default, HS256.
  private func newCredential() -> String {
    #"{"key":"\#(hexadecimal(words: 2))","secret":"\#(hexadecimal(words: 4))"}"#
  }

  private func hexadecimal(words: Int) -> String {
    (0..<words).map { _ in
      let digits = String(random(), radix: 16)
      return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }.joined()
  }

  private func created(
    _ answer: AdminAnswer, forConsumer id: String
  ) throws(UnavailableCause) -> Finding<ListedConsumer> {
    let record = try answer.decode(CredentialRecord.self, named: "a credential")
    if let owner = record.consumerID, !owner.equalsIgnoringASCIICase(id) { return .stranger(owner) }
    guard let credential = record.usable else { throw .invalidAnswer("a credential that cannot be used") }
    return .found(ListedConsumer(id: record.consumerID ?? id, usable: [credential]))
  }
}

/// Draws 64 random bits.
package typealias RandomWord = @Sendable () -> UInt64

/// Draws from the operating system's generator, which is fit for secrets, and keeps nothing of it.
package let systemRandomWord: RandomWord = {
  var generator = SystemRandomNumberGenerator()
  return generator.next()
}
