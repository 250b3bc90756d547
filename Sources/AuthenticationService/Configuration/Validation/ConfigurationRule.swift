/// The fourth pillar: something that must hold between variables.
///
/// A rule is not asked while one of its variables has a fault of its own: its value would be a stand-in.
package struct ConfigurationRule: Sendable {
  /// The variables that it looks at; the first one is reported.
  package let variables: [String]
  /// What is wrong, nil if nothing is.
  package let complaint: @Sendable (ServiceConfiguration) -> String?

  package init(_ variables: [String], complaint: @escaping @Sendable (ServiceConfiguration) -> String?) {
    self.variables = variables
    self.complaint = complaint
  }
}

extension ConfigurationRule {
  /// Every rule, in the order of reporting.
  package static let all = kong + gateway + tls + cache + redis + telemetry + production
}
