extension ConfigurationWarning {
  /// Beginnings of names that only this service uses; nobody is blamed for a stranger's variable.
  private static let ownPrefixes = [
    "ALLOW_UNVERIFIED_", "API_", "CACHE_", "CACHING_", "CIRCUIT_BREAKER_", "CONTINUOUS_PROFILING_", "GATEWAY_",
    "HIGH_AVAILABILITY", "JWT_", "KONG_", "MANAGEMENT_", "METRICS_", "OTEL_BLRP_", "OTEL_BSP_",
    "OTEL_EXPORTER_OTLP_", "PROFILING_", "RATE_LIMIT_", "REDIS_", "SHUTDOWN_", "STALE_",
    "TELEMETRY_",
  ]

  /// Variables that stand in the files of the replaced service and never had an effect there.
  private static let withoutEffectEver = [
    "KONG_CONSUMER_ID_HEADER", "KONG_CONSUMER_USERNAME_HEADER", "KONG_ANONYMOUS_HEADER",
  ]

  static func unknownVariables(in environment: [String: String]) -> [ConfigurationWarning] {
    let known = Set(EnvironmentMapping.keys.keys).union([LoadedConfiguration.fileVariable])
    return environment.keys.sorted().compactMap { name in
      guard !known.contains(name), ownPrefixes.contains(where: name.hasPrefix),
        !isServiceLink(name, environment[name] ?? "")
      else { return nil }
      if withoutEffectEver.contains(name) || name.hasPrefix("API_VERSIONING_") {
        return ConfigurationWarning(name, "has no effect, as it never had")
      }
      return ConfigurationWarning(name, "is not known\(suggestion(for: name, among: known))")
    }
  }

  static func unknownPlaces(
    in file: ConfigurationFile?, known declarations: [SettingDeclaration]
  ) -> [ConfigurationWarning] {
    guard let file else { return [] }
    let known = Set(declarations.map(\.key)).union(declarations.compactMap(\.variable))
    return file.places.filter { !known.contains($0) }.map { place in
      ConfigurationWarning(place, "is not known in CONFIG_FILE\(suggestion(for: place, among: known))")
    }
  }

  /// Whether a variable is one that Kubernetes and Docker make for a service called `kong`, `redis` and the like, such as
  /// `KONG_SERVICE_HOST`, `REDIS_PORT_6379_TCP_ADDR` or `REDIS_PORT=tcp://10.0.0.1:6379`.
  private static func isServiceLink(_ name: String, _ value: String) -> Bool {
    let isAddress = value.hasPrefix("tcp://") || value.hasPrefix("udp://")
    return name.contains("_SERVICE_HOST") || name.contains("_SERVICE_PORT") || name.contains("_PORT_")
      || name.hasSuffix("_PORT") && isAddress
  }

  private static func suggestion(for name: String, among known: Set<String>) -> String {
    name.nearest(among: known).map { "; did you mean \($0)?" } ?? ""
  }
}

extension String {
  /// The name that takes the fewest changes to be this one; nil when none is near.
  func nearest(among names: Set<String>) -> String? {
    // Longer names are not worth the time: no setting is called so.
    guard utf8.count <= 100 else { return nil }
    let ranked = names.map { (name: $0, distance: editDistance(to: $0)) }
    guard let best = ranked.min(by: { ($0.distance, $0.name) < ($1.distance, $1.name) }) else { return nil }
    return best.distance <= max(2, utf8.count / 4) ? best.name : nil
  }

  /// The number of bytes to insert, remove or replace (Levenshtein), capital letters counting as small ones.
  private func editDistance(to other: String) -> Int {
    let (left, right) = (Array(lowercased().utf8), Array(other.lowercased().utf8))
    var previous = Array(0...right.count)
    for (row, byte) in left.enumerated() {
      var current = [row + 1]
      for (column, candidate) in right.enumerated() {
        let replaced = previous[column] + (byte == candidate ? 0 : 1)
        current.append(Swift.min(replaced, previous[column + 1] + 1, current[column] + 1))
      }
      previous = current
    }
    return previous[right.count]
  }
}
