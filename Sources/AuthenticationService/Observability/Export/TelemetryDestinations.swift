import AuthenticationCore
import Telemetry

extension ServiceConfiguration.Telemetry {
  /// Where a signal goes; nil for nowhere.
  ///
  /// Without any endpoint nothing is exported unless somebody has asked for it: a collector that nobody has named is most often not
  /// there. Who asks and names none means the collector of OpenTelemetry's default.
  func destination(of signal: Telemetry.Signal) -> HTTPEndpoint? {
    let settings = export[signal]
    guard !isDisabled, mode != .console, settings.isWanted else { return nil }
    if let endpoint = settings.endpoint { return endpoint }
    let base = export.endpoint ?? (mode == nil ? nil : HTTPEndpoint(scheme: .http, host: "localhost", port: 4318))
    return base.map { base in
      HTTPEndpoint(
        scheme: base.scheme, host: base.host, port: base.port, basePath: "\(base.basePath)/v1/\(signal.rawValue)")
    }
  }

  /// The mode that is in effect.
  var effectiveMode: TelemetryMode {
    mode ?? (Telemetry.Signal.allCases.contains { destination(of: $0) != nil } ? .both : .console)
  }
}

extension ServiceConfiguration.Telemetry {
  /// Time for one export of a signal, all its attempts together.
  fileprivate func budget(of signal: Telemetry.Signal) -> Duration {
    switch signal {
    case .traces: spans.timeout
    case .metrics: metricTimeout
    case .logs: logs.timeout
    }
  }
}

extension ServiceConfiguration.Telemetry.Export {
  subscript(signal: Telemetry.Signal) -> Signal {
    switch signal {
    case .traces: traces
    case .metrics: metrics
    case .logs: logs
    }
  }
}

extension OTLPConfiguration {
  /// What an operator wants, in the words of the exporter.
  init(_ telemetry: ServiceConfiguration.Telemetry) {
    func endpoint(_ signal: Telemetry.Signal) -> Endpoint {
      let settings = telemetry.export[signal]
      return Endpoint(
        // What goes nowhere is never exported.
        url: telemetry.destination(of: signal).map { "\($0)" } ?? "",
        headers: (settings.headers?.fields ?? []).map { ($0.name, $0.value.exposed) }, timeout: settings.timeout,
        budget: telemetry.budget(of: signal))
    }
    self.init(traces: endpoint(.traces), metrics: endpoint(.metrics), logs: endpoint(.logs))
    encoding =
      switch telemetry.export.spelling {
      case .httpProtobuf: .httpProtobuf
      case .httpJSON: .httpJSON
      }
    compression =
      switch telemetry.export.compression {
      case .none: .none
      case .gzip: .gzip
      }
    tls.authorities = telemetry.export.authorities?.certificates ?? []
    tls.certificateChain = telemetry.export.clientCertificate?.certificates ?? []
    tls.privateKey = telemetry.export.clientKey?.key
  }
}

extension BatchLimits {
  init(_ batches: ServiceConfiguration.Telemetry.Batches) {
    self.init(queue: batches.queue, batch: batches.size, delay: batches.delay)
  }
}
