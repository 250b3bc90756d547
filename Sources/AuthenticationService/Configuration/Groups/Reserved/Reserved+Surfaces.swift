import AuthenticationCore

extension ServiceConfiguration.Reserved {
  /// Who may come through the door.
  static func checkSurfaces(_ settings: inout SettingsReader) {
    settings.section = "Gateway, later"
    settings.reserveSecret(
      "gateway.sharedSecrets", "GATEWAY_SHARED_SECRETS", .password, "Secrets of `GATEWAY_PROOF=shared-secret`.")
    settings.reserve(
      "gateway.allowedCidrs", "GATEWAY_ALLOWED_CIDRS", .list(of: .headerValue()), "Ranges of `GATEWAY_PROOF=network`.")
    settings.reserve(
      "gateway.tokenRenewal", "TOKEN_RENEWAL", .tokenRenewal, default: "allow",
      "Whether a token may be had with a token in place of an API key.")
  }
}

extension SettingType<String> {
  /// What this version does about renewal; what it does not do it does not promise.
  fileprivate static var tokenRenewal: Self {
    SettingType(label: "`allow`") { text throws(SettingRefusal) in
      guard try SettingType.word("allow", "deny").parse(text) == "allow" else {
        throw SettingRefusal("is not available in this version yet; only allow is")
      }
      return text
    }
  }
}
