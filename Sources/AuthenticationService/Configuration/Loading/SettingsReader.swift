package import AuthenticationCore
package import Configuration

/// Reads settings one by one and remembers every fault instead of stopping at the first.
package struct SettingsReader {
  /// What was wrong so far.
  package private(set) var faults: [ConfigurationFault] = []
  /// What was asked for so far: the reference, in the order of reading.
  package private(set) var declarations: [SettingDeclaration] = []
  /// The heading under which the next declarations stand.
  package var section = ""
  private let source: ConfigReader

  package init(source: ConfigReader) {
    self.source = source
  }

  /// Reads the variables of an environment.
  package init(environment: [String: String]) {
    self.init(source: ConfigReader(provider: EnvironmentMapping.provider(over: environment)))
  }

  /// The value of a setting, or its fallback when it is unset, empty or faulty.
  package mutating func value<Value>(of setting: Setting<Value>) -> Value {
    declarations.append(setting.declaration(in: section))
    guard let text = text(of: setting) else {
      if case .required(let example) = setting.presence {
        reject(setting, "is required but missing; for example \(example)")
      }
      return setting.fallback
    }
    return parse(text, as: setting)
  }

  /// The value of a secret: its variable, else the content of the file that `<VARIABLE>_FILE` names.
  package mutating func secret(of setting: Setting<Secret?>) -> Secret? {
    let file = Setting<String?>(
      "\(setting.key)File", "\(setting.variable)_FILE", .optional(.text()), default: nil, shown: "none",
      "File that holds `\(setting.variable)`, read when that is unset.")
    declarations.append(setting.declaration(in: section))
    declarations.append(file.declaration(in: section))
    if let text = text(of: setting) { return parse(text, as: setting) }
    guard let path = text(of: file) else { return setting.fallback }
    do throws(SettingRefusal) {
      return try setting.type.parse(SecretFile.content(at: path))
    } catch {
      reject(file, error.reason)
      return setting.fallback
    }
  }

  /// Notes a fault of one setting.
  package mutating func reject<Value>(_ setting: Setting<Value>, _ message: String) {
    faults.append(ConfigurationFault(setting.variable, message))
  }

  /// Whether a fault of the variable is known already.
  package func isFaulty(_ variable: String) -> Bool {
    faults.contains { $0.variable == variable }
  }

  private mutating func parse<Value>(_ text: String, as setting: Setting<Value>) -> Value {
    do {
      return try setting.type.parse(text)
    } catch {
      reject(setting, error.reason)
      return setting.fallback
    }
  }

  /// The trimmed text of a setting; nil when it is unset or blank, which are the same thing.
  ///
  /// Only text is asked of swift-configuration: its typed getters answer a wrong value with the default.
  private func text<Value>(of setting: Setting<Value>) -> String? {
    let text = source.string(forKey: EnvironmentMapping.key(of: setting), isSecret: setting.isSecret)
    guard let trimmed = text?.trimmed, !trimmed.isEmpty else { return nil }
    return trimmed
  }
}
