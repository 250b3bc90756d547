extension ConfigurationWarning {
  /// What is odd about the door for operators.
  static func management(_ management: ServiceConfiguration.Management) -> ConfigurationWarning? {
    let host = management.host.lowercased()
    let isForOthers = !LoopbackHost.contains(host) || LoopbackHost.isUnspecified(host)
    guard management.port != nil, isForOthers, management.token == nil else { return nil }
    return ConfigurationWarning(
      "MANAGEMENT_HOST", "opens the management surface to everybody who reaches it; set MANAGEMENT_TOKEN")
  }
}
