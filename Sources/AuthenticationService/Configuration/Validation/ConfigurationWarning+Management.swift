import AuthenticationCore

extension ConfigurationWarning {
  /// Characters of a token that nobody guesses.
  private static let safeLength = 32

  /// What is odd about the door for operators.
  static func management(_ configuration: ServiceConfiguration) -> [ConfigurationWarning] {
    let management = configuration.management
    let isPublic = ManagementSurface.isPublic(in: configuration.service.environment)
    let isForOthers = management.port != nil && !LoopbackHost.isAddress(management.host)
    var warnings: [ConfigurationWarning] = []
    if let token = management.token {
      if management.port == nil, !isPublic {
        warnings.append(
          ConfigurationWarning(
            "MANAGEMENT_TOKEN", "has no effect without MANAGEMENT_PORT: there is no management surface"))
      } else if token.exposed.utf8.count < safeLength, isForOthers {
        warnings.append(
          ConfigurationWarning(
            "MANAGEMENT_TOKEN", "has fewer than \(safeLength) characters: whoever reaches MANAGEMENT_HOST may guess it")
        )
      }
    } else if isForOthers {
      warnings.append(
        ConfigurationWarning(
          "MANAGEMENT_HOST", "opens the management surface to everybody who reaches it; set MANAGEMENT_TOKEN"))
    }
    return warnings
  }
}
