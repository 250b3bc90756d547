import AuthenticationCore

/// Reads settings one by one and remembers every fault instead of stopping at the first.
package struct SettingsReader {
  /// What was wrong so far.
  package private(set) var faults: [ConfigurationFault] = []
  /// What was asked for so far: the reference, in the order of reading.
  package private(set) var settings: [ResolvedSetting] = []
  /// The heading under which the next declarations stand.
  package var section = ""
  private let sources: SettingSources

  package init(sources: SettingSources) {
    self.sources = sources
  }

  /// Reads the variables of an environment.
  package init(environment: [String: String]) {
    self.init(sources: SettingSources(environment: environment))
  }

  /// The value of a setting, or its fallback when it is unset, empty or faulty.
  @discardableResult
  package mutating func value<Value>(of setting: Setting<Value>) -> Value {
    if let complaint = sources.file?.complaint(about: setting) { reject(setting, complaint) }
    guard let (text, origin) = sources.text(of: setting) else {
      if case .required(let example) = setting.presence {
        reject(setting, "is required but missing; for example \(example)")
      }
      return resolve(setting, as: nil, from: .fallback)
    }
    return parse(text, from: origin, as: setting)
  }

  /// The value of a secret: its variable, else the file that `<VARIABLE>_FILE` names, else `CONFIG_FILE`.
  @discardableResult
  package mutating func secret<Value>(of setting: Setting<Value?>) -> Value? {
    let file = Setting<String?>(
      "\(setting.key)File", setting.variable.map { "\($0)_FILE" }, .optional(.text()), default: nil, shown: "none",
      "File that holds `\(setting.name)`, read when that is unset.")
    let fileSetting = setting.hasEffect ? file : file.withoutEffect
    guard sources.variable(setting.variable) == nil, let (path, origin) = sources.text(of: fileSetting) else {
      let secret = value(of: setting)
      value(of: fileSetting)
      return secret
    }
    do throws(SettingRefusal) {
      let content = try SecretFile.content(at: path)
      let value = try setting.type.parse(content)
      settings.append(
        ResolvedSetting(
          setting.declaration(in: section), origin: .secretFile, given: content, shown: Self.redacted))
      _ = resolve(fileSetting, as: (path, path), from: origin)
      return value
    } catch {
      _ = resolve(setting, as: nil, from: .fallback)
      _ = resolve(fileSetting, as: (path, path), from: origin)
      reject(fileSetting, error.reason)
      return setting.fallback
    }
  }

  /// The value of a setting that is read later on, or its fallback; its faults are noted then.
  func preview<Value>(of setting: Setting<Value>) -> Value {
    guard let (text, _) = sources.text(of: setting) else { return setting.fallback }
    return (try? setting.type.parse(text)) ?? setting.fallback
  }

  /// Notes a fault of one setting.
  package mutating func reject<Value>(_ setting: Setting<Value>, _ message: String) {
    faults.append(ConfigurationFault(setting.name, message))
  }

  /// Whether a fault of the variable is known already.
  package func isFaulty(_ variable: String) -> Bool {
    faults.contains { $0.variable == variable }
  }

  /// What stands for a secret wherever it could be seen.
  static let redacted = "<redacted>"

  private mutating func parse<Value>(_ text: String, from origin: SettingOrigin, as setting: Setting<Value>) -> Value {
    do {
      return resolve(setting, as: (try setting.type.parse(text), text), from: origin)
    } catch {
      let place = origin == .configurationFile ? " (set in CONFIG_FILE as \(setting.key))" : ""
      reject(setting, error.reason + place)
      return resolve(setting, as: nil, from: .fallback)
    }
  }

  /// Enters a setting into the list.
  private mutating func resolve<Value>(
    _ setting: Setting<Value>, as given: (value: Value, text: String)?, from origin: SettingOrigin
  ) -> Value {
    let value = given?.value ?? setting.fallback
    let isMissing = given == nil && setting.isRequired
    let written = isMissing ? "" : setting.type.format(value)
    let shown = written.isEmpty ? nil : setting.isSecret ? Self.redacted : written
    settings.append(
      ResolvedSetting(setting.declaration(in: section), origin: origin, given: given?.text, shown: shown))
    return value
  }
}
