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

extension SettingType<GatewayProof> {
  /// A proof that this version can check.
  package static var gatewayProof: Self {
    SettingType(label: "`none`, `shared-secret`, `network`", format: \.rawValue) { text throws(SettingRefusal) in
      let proof = try SettingType.choice.parse(text)
      if proof == .mtls {
        throw SettingRefusal("is not available in this version yet; none, shared-secret and network are")
      }
      return proof
    }
  }
}
