/// The second pillar: which environment variable stands for which place in the tree.
///
/// The names are those that operators know (`PORT`), not those that a path would give (`SERVER_PORT`). Every ``Setting``
/// carries its variable along; this is the table that they make together.
package enum EnvironmentMapping {
  /// Places by variable.
  package static let keys = Dictionary(
    ServiceConfiguration.declarations.compactMap { declaration in
      declaration.variable.map { ($0, declaration.key) }
    }, uniquingKeysWith: { first, _ in first })
}
