import AuthenticationCore
import FoundationEssentials
import NIOCore

/// One page of a consumer's JWT credentials, as Kong's Admin API sends it.
struct CredentialPage: Decodable {
  let data: [CredentialRecord]
  private let offset: String?
  private let next: String?

  /// Reads the body of an answer.
  init(body: ByteBuffer) throws(UnavailableCause) {
    do {
      self = try JSONDecoder().decode(CredentialPage.self, from: Data(body.readableBytesView))
    } catch DecodingError.dataCorrupted {
      throw .invalidAnswer("not JSON")
    } catch {
      throw .invalidAnswer("not a list of credentials")
    }
  }

  /// Where the next page begins; nil on the last one.
  ///
  /// `next` itself is never followed: it is a path without our base path, and could as well lead to another host.
  var nextOffset: String? {
    get throws(UnavailableCause) {
      if let offset, !offset.isEmpty { return offset }
      guard next == nil else { throw .invalidAnswer("next page without an offset") }
      return nil
    }
  }
}

/// One JWT credential, as Kong's Admin API sends it: any field may be null, but none may have another type.
struct CredentialRecord: Decodable, Sendable {
  /// The consumer whom Kong says the credential belongs to.
  let consumerID: String?
  /// The credential, if tokens can be signed with it.
  let usable: JWTCredential?

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
      return
    }
    let seconds = Int64(exactly: createdAt.rounded(.down)) ?? (createdAt < 0 ? .min : .max)
    usable = JWTCredential(key: key, secret: Secret(secret), createdAt: seconds)
  }
}
