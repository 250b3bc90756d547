package import Configuration

/// The second pillar: which environment variable stands for which place in the tree.
///
/// The names are those that operators know (`PORT`), not those that a path would give (`SERVER_PORT`). Every key that
/// a ``Setting`` asks for carries its variable along, so that the mapping needs no table of its own.
package enum EnvironmentMapping {
  private static let variable = "variable"

  /// Reads the variables of an environment by the keys of the tree.
  package static func provider(
    over environment: [String: String]
  ) -> KeyMappingProvider<EnvironmentVariablesProvider> {
    EnvironmentVariablesProvider(environmentVariables: environment).mapKeys { key in
      guard case .string(let name) = key.context[variable] else { return key }
      return AbsoluteConfigKey([name])
    }
  }

  /// The key that leads to a setting in any source.
  static func key<Value>(of setting: Setting<Value>) -> ConfigKey {
    ConfigKey(setting.key, context: [variable: .string(setting.variable)])
  }
}
