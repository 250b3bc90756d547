extension ServiceConfiguration.Telemetry {
  /// How a collector is reached, and with what.
  package struct Export: Sendable {
    /// What one signal has of its own.
    package struct Signal: Sendable {
      /// Whether a collector is given it.
      package var isWanted: Bool
      /// Nil for the path of the signal below the common endpoint.
      package var endpoint: HTTPEndpoint?
      /// For one attempt.
      package var timeout: Duration
      package var headers: ExportHeaders?
    }

    package var endpoint: HTTPEndpoint?
    package var traces: Signal
    package var metrics: Signal
    package var logs: Signal
    package var spelling: ExportProtocol
    package var compression: ExportCompression
    /// The authorities that may vouch for the collector; nil for those of the system.
    package var authorities: CertificateFile?
    package var clientCertificate: CertificateFile?
    package var clientKey: PrivateKeyFile?
  }
}

extension ServiceConfiguration.Telemetry.Export {
  private typealias Export = Self

  static let endpoint = Setting<HTTPEndpoint?>(
    "telemetry.endpoint", "OTEL_EXPORTER_OTLP_ENDPOINT", .optional(.endpoint), default: nil, shown: "none",
    "Base of the OTLP collector, such as `http://collector:4318`; `/v1/traces` and the like are appended.")
  static let spelling = Setting(
    "telemetry.protocol", "OTEL_EXPORTER_OTLP_PROTOCOL", .exportProtocol, default: ExportProtocol.httpProtobuf,
    "How exports are spelled.")
  static let compression = Setting(
    "telemetry.compression", "OTEL_EXPORTER_OTLP_COMPRESSION", .choice, default: ExportCompression.none,
    "How exports are packed.")
  static let headers = Setting<ExportHeaders?>(
    "telemetry.headers", "OTEL_EXPORTER_OTLP_HEADERS", .optional(.exportHeaders), default: nil, shown: "none",
    isSecret: true, "Header fields of exports, `name=value` with commas, values percent-encoded.")
  static let timeout = Setting(
    "telemetry.exportTimeoutMs", "OTEL_EXPORTER_OTLP_TIMEOUT", .milliseconds(1000...60_000), default: .seconds(10),
    "Time for one attempt of an export.")
  static let authorities = Setting<CertificateFile?>(
    "telemetry.caFile", "OTEL_EXPORTER_OTLP_CERTIFICATE", .optional(.certificates), default: nil,
    shown: "those of the system", "File with the authorities that may vouch for the collector.")
  static let clientCertificate = Setting<CertificateFile?>(
    "telemetry.clientCertFile", "OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE", .optional(.certificates), default: nil,
    shown: "none", "File with our certificate for the collector; needs `OTEL_EXPORTER_OTLP_CLIENT_KEY`.")
  static let clientKey = Setting<PrivateKeyFile?>(
    "telemetry.clientKeyFile", "OTEL_EXPORTER_OTLP_CLIENT_KEY", .optional(.privateKey), default: nil, shown: "none",
    "File with the key of that certificate, without a passphrase.")
  static let tracesExporter = Setting(
    "telemetry.tracesExporter", "OTEL_TRACES_EXPORTER", .choice, default: TelemetryExporter.otlp,
    "Whether a collector is given traces.")
  static let metricsExporter = Setting(
    "telemetry.metricsExporter", "OTEL_METRICS_EXPORTER", .choice, default: MetricsExporter.otlp,
    "Whether a collector is given metrics; `prometheus` leaves it to those who ask for `/metrics`, which is there anyway."
  )
  static let logsExporter = Setting(
    "telemetry.logsExporter", "OTEL_LOGS_EXPORTER", .choice, default: TelemetryExporter.otlp,
    "Whether a collector is given lines of the log.")

  init(from settings: inout SettingsReader) {
    endpoint = settings.value(of: Self.endpoint)
    let headers = settings.secret(of: Self.headers)
    let timeout = settings.value(of: Self.timeout)
    let wantsTraces = settings.value(of: Self.tracesExporter) == .otlp
    let wantsMetrics = settings.value(of: Self.metricsExporter) == .otlp
    let wantsLogs = settings.value(of: Self.logsExporter) == .otlp
    traces = Signal("traces", isWanted: wantsTraces, headers: headers, timeout: timeout, from: &settings)
    metrics = Signal("metrics", isWanted: wantsMetrics, headers: headers, timeout: timeout, from: &settings)
    logs = Signal("logs", isWanted: wantsLogs, headers: headers, timeout: timeout, from: &settings)
    spelling = settings.value(of: Self.spelling)
    compression = settings.value(of: Self.compression)
    authorities = settings.value(of: Self.authorities)
    clientCertificate = settings.value(of: Self.clientCertificate)
    clientKey = settings.value(of: Self.clientKey)
  }
}

extension ServiceConfiguration.Telemetry.Export.Signal {
  /// Reads what one signal has of its own.
  ///
  /// - Parameters:
  ///   - headers: common ones, for a signal without its own.
  ///   - timeout: the common one.
  init(
    _ name: String, isWanted: Bool, headers: ExportHeaders?, timeout: Duration, from settings: inout SettingsReader
  ) {
    let prefix = "OTEL_EXPORTER_OTLP_\(name.uppercased())"
    self.isWanted = isWanted
    endpoint = settings.value(
      of: Setting<HTTPEndpoint?>(
        "telemetry.\(name)Endpoint", "\(prefix)_ENDPOINT", .optional(.endpoint), default: nil,
        shown: "`OTEL_EXPORTER_OTLP_ENDPOINT` and `/v1/\(name)`", "Where \(name) go, used as it stands."))
    self.timeout =
      settings.value(
        of: Setting<Duration?>(
          "telemetry.\(name)TimeoutMs", "\(prefix)_TIMEOUT", .optional(.milliseconds(1000...60_000)), default: nil,
          shown: "`OTEL_EXPORTER_OTLP_TIMEOUT`", "Time for one attempt of an export of \(name).")) ?? timeout
    self.headers =
      settings.secret(
        of: Setting<ExportHeaders?>(
          "telemetry.\(name)Headers", "\(prefix)_HEADERS", .optional(.exportHeaders), default: nil,
          shown: "`OTEL_EXPORTER_OTLP_HEADERS`", isSecret: true, "Header fields of exports of \(name).")) ?? headers
  }
}
