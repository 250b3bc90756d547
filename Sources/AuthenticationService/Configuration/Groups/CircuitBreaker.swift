package import AuthenticationCore

extension ServiceConfiguration {
  /// When Kong is left alone for a while.
  package struct CircuitBreaker: Sendable, Equatable {
    /// What one kind of call is allowed, and when its breaker trips.
    package struct Operation: Sendable, Equatable {
      /// After which the call is cancelled.
      package var timeout: Duration
      package var policy: CircuitBreakerPolicy
    }

    package var isEnabled: Bool
    package var getConsumerSecret: Operation
    package var createConsumerSecret: Operation
    package var healthCheck: Operation
  }
}

extension ServiceConfiguration.CircuitBreaker {
  static let isEnabled = Setting(
    "kong.circuitBreaker.enabled", "CIRCUIT_BREAKER_ENABLED", .boolean, default: true,
    "Whether Kong is left alone for a while when it fails too often."
  ).reloadable
  static let timeout = Setting<Duration?>(
    "kong.circuitBreaker.timeoutMs", "CIRCUIT_BREAKER_TIMEOUT", .optional(.milliseconds(100...10_000)), default: nil,
    shown: "`KONG_REQUEST_TIMEOUT_MS`; 5000 to create, 1000 for health",
    "Time for one operation, after which it is cancelled and has failed.")
  static let errorThreshold = Setting<Double?>(
    "kong.circuitBreaker.errorThresholdPercentage", "CIRCUIT_BREAKER_ERROR_THRESHOLD", .optional(.decimal(1...100)),
    default: nil, shown: "50; 30 to create, 75 for health",
    "Share of failures, in percent, above which the breaker trips."
  ).reloadable
  static let resetTimeout = Setting<Duration?>(
    "kong.circuitBreaker.resetTimeoutMs", "CIRCUIT_BREAKER_RESET_TIMEOUT", .optional(.milliseconds(1000...300_000)),
    default: nil, shown: "60000; 120000 to create, 10000 for health", "Time from tripping to the first trial."
  ).reloadable
  static let volumeThreshold = Setting(
    "kong.circuitBreaker.volumeThreshold", "CIRCUIT_BREAKER_VOLUME_THRESHOLD", .integer(1...1000), default: 3,
    "Calls within the window below which the breaker never trips."
  ).reloadable
  static let window = Setting(
    "kong.circuitBreaker.rollingCountTimeoutMs", "CIRCUIT_BREAKER_ROLLING_COUNT_TIMEOUT", .milliseconds(1000...60_000),
    default: .seconds(10), "The window: how far back calls count."
  ).reloadable
  static let buckets = Setting(
    "kong.circuitBreaker.rollingCountBuckets", "CIRCUIT_BREAKER_ROLLING_COUNT_BUCKETS", .integer(1...50), default: 10,
    "Parts of the window; it moves on by one at a time."
  ).reloadable

  init(lookupTimeout: Duration, from settings: inout SettingsReader) {
    settings.section = "Circuit breaker"
    isEnabled = settings.value(of: Self.isEnabled)
    let timeout = settings.value(of: Self.timeout)
    let threshold = settings.value(of: Self.errorThreshold)
    let reset = settings.value(of: Self.resetTimeout)
    var common = CircuitBreakerPolicy()
    common.volumeThreshold = settings.value(of: Self.volumeThreshold)
    common.window = settings.value(of: Self.window)
    common.buckets = settings.value(of: Self.buckets)

    settings.section = "Circuit breaker, per operation (`CONFIG_FILE` only)"
    /// The most specific word counts: that about the operation, else that about all, else the operation's default.
    func operation(
      _ name: String, _ fallbackTimeout: Duration, _ percentage: Double, resetAfter: Duration
    ) -> Operation {
      var policy = common
      policy.failureRateThreshold = threshold ?? percentage
      policy.resetTimeout = reset ?? resetAfter
      let standard = Operation(timeout: timeout ?? fallbackTimeout, policy: policy)
      return OperationOverrides(of: name, from: &settings).applied(to: standard)
    }
    getConsumerSecret = operation("getConsumerSecret", lookupTimeout, 50, resetAfter: .seconds(60))
    createConsumerSecret = operation("createConsumerSecret", .seconds(5), 30, resetAfter: .seconds(120))
    healthCheck = operation("healthCheck", .seconds(1), 75, resetAfter: .seconds(10))
  }
}
