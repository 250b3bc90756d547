extension ServiceConfiguration {
  /// How the service ends.
  package struct Shutdown: Sendable, Equatable {
    /// From the first 503 of readiness to the end of listening, so that load balancers can turn away.
    package var delay: Duration
    /// For requests in flight after that.
    package var timeout: Duration
  }
}

extension ServiceConfiguration.Shutdown {
  static let delay = Setting(
    "shutdown.delaySeconds", "SHUTDOWN_DELAY_SECONDS", .seconds(0...120), default: .zero,
    "How long the service still accepts requests after SIGTERM, while readiness answers 503 already.")
  static let timeout = Setting(
    "shutdown.timeoutSeconds", "SHUTDOWN_TIMEOUT_SECONDS", .seconds(1...300), default: .seconds(30),
    "How long requests in flight may then take; what is left is cut off.")

  init(from settings: inout SettingsReader) {
    settings.section = "Shutdown"
    delay = settings.value(of: Self.delay)
    timeout = settings.value(of: Self.timeout)
  }
}
