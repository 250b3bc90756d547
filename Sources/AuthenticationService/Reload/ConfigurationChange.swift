/// What becomes of a running service when its configuration is loaded again.
package struct ConfigurationChange: Sendable {
  /// Changed settings that the running process takes.
  package let applied: [String]
  /// Changed settings that it cannot take: they wait for the next start.
  package let needsRestart: [String]
  /// What holds from now on: the old configuration with every reloadable part of the new one.
  package let result: LoadedConfiguration

  /// Compares two loads.
  package init(from old: LoadedConfiguration, to new: LoadedConfiguration) {
    let changed = zip(old.settings, new.settings).filter { !$0.isSame(as: $1) }.map(\.1.declaration)
    let kept = old.configuration.gateway.settingsKept(beside: new.configuration.gateway)
    let isTaken = { (setting: SettingDeclaration) in setting.isReloadable && !kept.contains(setting.name) }
    applied = changed.filter { isTaken($0) && $0.hasEffect }.map(\.name)
    needsRestart = changed.filter { !isTaken($0) && $0.hasEffect }.map(\.name)
    result = LoadedConfiguration(
      configuration: old.configuration.adoptingReloadable(from: new.configuration),
      settings: zip(old.settings, new.settings).map { isTaken($1.declaration) ? $1 : $0 },
      warnings: new.warnings)
  }
}

extension ServiceConfiguration {
  /// The same configuration with those parts of another one that a running process can take.
  fileprivate func adoptingReloadable(from other: ServiceConfiguration) -> ServiceConfiguration {
    var result = self
    result.logging.threshold = other.logging.threshold
    result.token.lifetime = other.token.lifetime
    result.cache.timeToLive = other.cache.timeToLive
    result.cache.negativeTimeToLive = other.cache.negativeTimeToLive
    result.cache.staleTolerance = other.cache.staleTolerance
    result.circuitBreaker = circuitBreaker.adoptingReloadable(from: other.circuitBreaker)
    // One that is missing belongs to another proof, which waits for a restart: until then nobody is locked out.
    result.gateway.sharedSecrets = other.gateway.sharedSecrets ?? gateway.sharedSecrets
    result.gateway.allowedRanges = other.gateway.allowedRanges ?? gateway.allowedRanges
    result.crossOrigin = other.crossOrigin
    result.versions = other.versions
    result.description = other.description
    return result
  }
}

extension ServiceConfiguration.Gateway {
  /// Settings that hold on although the new configuration lacks them: it has another proof, which waits for a restart.
  fileprivate func settingsKept(beside other: Self) -> [String] {
    var kept: [String] = []
    if sharedSecrets != nil, other.sharedSecrets == nil {
      kept += ["GATEWAY_SHARED_SECRETS", "GATEWAY_SHARED_SECRETS_FILE"]
    }
    if allowedRanges != nil, other.allowedRanges == nil { kept.append("GATEWAY_ALLOWED_CIDRS") }
    return kept
  }
}

extension ServiceConfiguration.CircuitBreaker {
  /// The same breaker by the rules of another one; the times for calls are those of the client, which stays.
  fileprivate func adoptingReloadable(from other: Self) -> Self {
    var result = other
    result.getConsumerSecret.timeout = getConsumerSecret.timeout
    result.createConsumerSecret.timeout = createConsumerSecret.timeout
    result.healthCheck.timeout = healthCheck.timeout
    return result
  }
}
