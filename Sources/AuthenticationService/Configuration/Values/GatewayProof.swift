/// How a request proves that it came through Kong.
package enum GatewayProof: String, Sendable, CaseIterable {
  /// It does not: only the network keeps others out.
  case unproven = "none"
  /// A header that only Kong knows.
  case sharedSecret = "shared-secret"
  /// A client certificate.
  case mtls
  /// An address within known ranges.
  case network
}
