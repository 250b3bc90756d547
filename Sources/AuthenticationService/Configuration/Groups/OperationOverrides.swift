import AuthenticationCore

/// What `CONFIG_FILE` says about one operation alone.
struct OperationOverrides {
  private let timeout: Duration?
  private let errorThreshold: Double?
  private let resetTimeout: Duration?
  private let volumeThreshold: Int?
  private let window: Duration?
  private let buckets: Int?

  /// Reads `kong.circuitBreaker.operations.<name>`.
  init(of name: String, from settings: inout SettingsReader) {
    func setting<Value>(_ place: String, _ type: SettingType<Value>, _ summary: String) -> Setting<Value?> {
      Setting<Value?>(
        "kong.circuitBreaker.operations.\(name).\(place)", nil, .optional(type), default: nil, shown: "as above",
        summary)
    }
    func rule<Value>(_ place: String, _ type: SettingType<Value>, _ summary: String) -> Setting<Value?> {
      setting(place, type, summary).reloadable
    }
    timeout = settings.value(
      of: setting("timeoutMs", .milliseconds(100...10_000), "`CIRCUIT_BREAKER_TIMEOUT` of this operation."))
    errorThreshold = settings.value(
      of: rule(
        "errorThresholdPercentage", .decimal(1...100), "`CIRCUIT_BREAKER_ERROR_THRESHOLD` of this operation."))
    resetTimeout = settings.value(
      of: rule(
        "resetTimeoutMs", .milliseconds(1000...300_000), "`CIRCUIT_BREAKER_RESET_TIMEOUT` of this operation."))
    volumeThreshold = settings.value(
      of: rule("volumeThreshold", .integer(1...1000), "`CIRCUIT_BREAKER_VOLUME_THRESHOLD` of this operation."))
    window = settings.value(
      of: rule(
        "rollingCountTimeoutMs", .milliseconds(1000...60_000),
        "`CIRCUIT_BREAKER_ROLLING_COUNT_TIMEOUT` of this operation."))
    buckets = settings.value(
      of: rule(
        "rollingCountBuckets", .integer(1...50), "`CIRCUIT_BREAKER_ROLLING_COUNT_BUCKETS` of this operation."))
  }

  /// The operation with what is said about it alone.
  func applied(
    to operation: ServiceConfiguration.CircuitBreaker.Operation
  ) -> ServiceConfiguration.CircuitBreaker.Operation {
    var result = operation
    result.timeout = timeout ?? operation.timeout
    result.policy.failureRateThreshold = errorThreshold ?? operation.policy.failureRateThreshold
    result.policy.resetTimeout = resetTimeout ?? operation.policy.resetTimeout
    result.policy.volumeThreshold = volumeThreshold ?? operation.policy.volumeThreshold
    result.policy.window = window ?? operation.policy.window
    result.policy.buckets = buckets ?? operation.policy.buckets
    return result
  }
}
