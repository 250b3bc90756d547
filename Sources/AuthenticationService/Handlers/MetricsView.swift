/// What `GET /metrics` can be asked for by `?view=`.
enum MetricsView: String, Sendable, CaseIterable {
  case operational, infrastructure, telemetry, exports, config, full

  /// How the service is set up is for operators.
  var audience: Audience {
    switch self {
    case .operational, .infrastructure, .telemetry, .exports: .everyone
    case .config, .full: .operators
    }
  }

  /// Whether all instruments are read for it, some of which ask the system.
  var readsInstruments: Bool {
    switch self {
    case .infrastructure, .full: true
    case .operational, .telemetry, .exports, .config: false
    }
  }

  /// What a port serves.
  static func served(at port: ServicePort, in environment: DeploymentEnvironment) -> [MetricsView] {
    allCases.filter { $0.audience.isServed(at: port, in: environment) }
  }
}
