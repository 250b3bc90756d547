import AuthenticationCore

extension ServiceConfiguration.Reserved {
  /// Doors besides the public one, and who may come through which.
  static func checkSurfaces(_ settings: inout SettingsReader) {
    settings.section = "Management"
    settings.reserve("management.port", "MANAGEMENT_PORT", .integer(1...65_535), "Port of the management surface.")
    settings.reserve("management.host", "MANAGEMENT_HOST", .host, default: "127.0.0.1", "Address of it.")
    settings.reserveSecret("management.token", "MANAGEMENT_TOKEN", .secret, "Bearer token that it asks for.")
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
