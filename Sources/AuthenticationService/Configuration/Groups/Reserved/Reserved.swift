extension ServiceConfiguration {
  /// Settings of capabilities that later versions bring.
  ///
  /// Operators set them today: they are checked, printed, and named in one warning, so that nobody is surprised by them
  /// later, nor believes that they have an effect now.
  package struct Reserved: Sendable, Equatable {
    /// Whether an operator has asked for profiles, who is then told that there are none yet.
    package var wantsProfiles: Bool
  }
}

extension ServiceConfiguration.Reserved {
  init(from settings: inout SettingsReader) {
    wantsProfiles = Self.checkProfiling(&settings)
  }
}

extension SettingsReader {
  /// Checks a setting that nothing depends on yet.
  @discardableResult
  mutating func reserve<Value>(
    _ key: String, _ variable: String, _ type: SettingType<Value>, default fallback: Value, shown: String? = nil,
    _ summary: String
  ) -> Value {
    value(of: Setting(key, variable, type, default: fallback, shown: shown, summary).withoutEffect)
  }

  /// Checks a setting without a default that nothing depends on yet.
  mutating func reserve<Value>(
    _ key: String, _ variable: String, _ type: SettingType<Value>, shown: String = "none", _ summary: String
  ) {
    reserve(key, variable, .optional(type), default: nil, shown: shown, summary)
  }

  /// Checks a secret that nothing depends on yet.
  mutating func reserveSecret<Value>(
    _ key: String, _ variable: String, _ type: SettingType<Value>, _ summary: String
  ) {
    let setting = Setting<Value?>(key, variable, .optional(type), default: nil, shown: "none", isSecret: true, summary)
    secret(of: setting.withoutEffect)
  }
}
