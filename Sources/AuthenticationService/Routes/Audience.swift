/// Whom a route is for.
enum Audience: Sendable {
  /// Consumers of Kong, and nobody else.
  case consumers
  /// Probes, dashboards, developers, and operators.
  case everyone
  /// Operators alone.
  case operators
  /// The browsers of operators, which cannot say whom they are from when they open a page: it holds nothing that others must not see.
  case operatorsPage

  /// Whether a port serves it.
  func isServed(at port: ServicePort, in environment: DeploymentEnvironment) -> Bool {
    switch (self, port) {
    case (.everyone, _), (.consumers, .general), (.operators, .management), (.operatorsPage, .management):
      true
    case (.consumers, .management): false
    case (.operators, .general), (.operatorsPage, .general): ManagementSurface.isPublic(in: environment)
    }
  }
}

/// The ports that the service listens on.
package enum ServicePort: Sendable {
  /// `PORT`, which Kong and others can reach.
  case general
  /// `MANAGEMENT_PORT`.
  case management
}
