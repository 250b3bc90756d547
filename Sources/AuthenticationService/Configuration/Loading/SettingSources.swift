/// The third pillar's raw material: what an operator has written, and where.
///
/// The first source that has a text wins.
package struct SettingSources: Sendable {
  /// The variables of the process.
  let environment: [String: String]
  /// The file that `CONFIG_FILE` names; nil without one.
  let file: ConfigurationFile?

  package init(environment: [String: String], file: ConfigurationFile? = nil) {
    self.environment = environment
    self.file = file
  }

  /// An environment with the file that its `CONFIG_FILE` names, or what is wrong with that.
  package static func reading(_ environment: [String: String]) -> (SettingSources, ConfigurationFault?) {
    guard let path = LoadedConfiguration.filePath(in: environment) else {
      return (SettingSources(environment: environment), nil)
    }
    do throws(SettingRefusal) {
      return (SettingSources(environment: environment, file: try ConfigurationFile(path: path)), nil)
    } catch {
      return (
        SettingSources(environment: environment), ConfigurationFault(LoadedConfiguration.fileVariable, error.reason)
      )
    }
  }

  /// The trimmed text of a variable; nil when it is unset or blank, which are the same thing.
  func variable(_ name: String?) -> String? {
    name.flatMap { environment[$0] }?.trimmedOrNil
  }

  /// The text of a setting and where it stands, files of secrets aside.
  func text<Value>(of setting: Setting<Value>) -> (text: String, origin: SettingOrigin)? {
    if let text = variable(setting.variable) { return (text, .environment) }
    if let text = file?.text(of: setting) { return (text, .configurationFile) }
    return nil
  }
}

extension String {
  /// The text without white space around it; nil when nothing is left.
  var trimmedOrNil: String? {
    let text = trimmed
    return text.isEmpty ? nil : text
  }
}
