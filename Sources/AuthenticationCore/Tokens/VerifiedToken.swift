/// What a token says that has been found to be one of the consumer's, and in force.
package struct VerifiedToken: Sendable, Equatable {
  /// The claim `aud` as it stands in the token.
  package enum Audience: Sendable, Equatable {
    case one(String)
    case many([String])

    /// The entries; nil when there are none, or something that is no text.
    init?(_ claim: JSONValue?) {
      switch claim {
      case .string(let text): self = .one(text)
      case .array(let items):
        let texts = items.compactMap(\.string)
        guard texts.count == items.count else { return nil }
        self = .many(texts)
      case nil, .null, .bool, .number, .object: return nil
      }
    }

    /// All entries.
    var entries: [String] {
      switch self {
      case .one(let text): [text]
      case .many(let texts): texts
      }
    }
  }

  /// The claim `jti`.
  package let tokenID: String?
  package let subject: String?
  package let issuer: String?
  package let audience: Audience?
  /// Seconds since 1970.
  package let issuedAt: Double
  /// Seconds since 1970.
  package let expiresAt: Double
  /// Whole seconds from now to the expiry.
  package let expiresIn: Int
}
