import AuthenticationCore

/// One JWT credential, as Kong's Admin API sends it: any field may be null, but none may have another type.
struct CredentialRecord: AdminEntity {
  static let plural = "credentials"

  /// The consumer whom Kong says the credential belongs to.
  let consumerID: String?
  /// The credential, if tokens can be signed with it.
  let usable: JWTCredential?
  /// The key of one that tokens cannot be signed with, if it has one.
  let unusableKey: String?

  private enum Field: String, CodingKey {
    case algorithm, consumer, key, secret
    case createdAt = "created_at"
  }

  private struct Reference: Decodable {
    let id: String?
  }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Field.self)
    let consumer = try fields.decodeIfPresent(Reference.self, forKey: .consumer)?.id ?? ""
    let key = try fields.decodeIfPresent(String.self, forKey: .key) ?? ""
    let secret = try fields.decodeIfPresent(String.self, forKey: .secret) ?? ""
    // Kong's own default for a credential that names none.
    let algorithm = try fields.decodeIfPresent(String.self, forKey: .algorithm) ?? "HS256"
    let createdAt = try fields.decodeIfPresent(Double.self, forKey: .createdAt) ?? 0

    consumerID = consumer.isEmpty ? nil : consumer
    guard algorithm == "HS256", !key.isEmpty, !secret.isEmpty, !consumer.isEmpty else {
      usable = nil
      unusableKey = key.isEmpty ? nil : key
      return
    }
    let seconds = Int64(exactly: createdAt.rounded(.down)) ?? (createdAt < 0 ? .min : .max)
    unusableKey = nil
    usable = JWTCredential(key: key, secret: Secret(secret), createdAt: seconds)
  }
}
