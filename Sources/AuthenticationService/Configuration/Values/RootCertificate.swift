import NIOSSL
import SwiftASN1

extension NIOSSLCertificate {
  /// Whether the certificate names itself as its issuer, as roots do (RFC 5280, sections 3.2 and 4.1.2).
  ///
  /// A chain of clients must end in one: BoringSSL believes no authority that somebody else has signed, without that one.
  var isRoot: Bool {
    guard let bytes = try? toDERBytes(), let certificate = try? DER.parse(bytes),
      let fields = certificate.fields?.first?.fields
    else { return false }
    // The version stands before the serial number where it is not the first one; then algorithm, issuer, validity, subject.
    let serial = fields.first?.identifier.tagClass == .contextSpecific ? 1 : 0
    guard fields.count > serial + 4 else { return false }
    return fields[serial + 2].encodedBytes == fields[serial + 4].encodedBytes
  }
}

extension ASN1Node {
  /// The members of a sequence; nil for anything else.
  fileprivate var fields: [ASN1Node]? {
    if case .constructed(let nodes) = content { Array(nodes) } else { nil }
  }
}
