import KongSandbox
import OTLPTestSupport
import Testing

/// The executable behind an embedded Kong, with a receiver of its telemetry.
struct TelemetryScene: Sendable {
  let sandbox: Sandbox
  let receiver: OTLPReceiver
  /// Of the service.
  let port: Int
  let process: ServiceProcess
  let log: OutputLines

  /// The service's own address, for a client that plays Kong.
  var service: Client { Client(base: "http://127.0.0.1:\(port)") }
  /// Kong's proxy, for a client that holds an API key.
  var gateway: Client { Client(base: "http://\(sandbox.proxy.authority)") }

  /// Gives a token to everybody who asks, one after the other.
  func askForTokens(_ count: Int) async throws {
    for _ in 0..<count { #expect(try await service.get("/tokens", as: SandboxSeed.alice).status == 200) }
  }

  /// What `/metrics` says now, for Prometheus.
  func scrape() async throws -> Scrape {
    Scrape(try await service.get("/metrics?format=prometheus").body)
  }
}

extension TelemetryScene {
  /// Plays a scene to the orderly end of the service.
  ///
  /// - Parameters:
  ///   - variables: of the service's environment, over the least that it needs; `{receiver}` stands for the receiver's URL.
  ///   - errors: where standard error goes.
  /// - Returns: everything that the service has told anybody, at its end the last.
  static func play(
    _ variables: [String: String] = [:], kong: SandboxConfiguration = SandboxConfiguration(),
    errors: any Output = NoOutput(), _ body: (TelemetryScene) async throws -> Void
  ) async throws -> ToldTelemetry {
    try await OTLPReceiver.run { receiver in
      try await Sandbox.use(kong) { sandbox in
        let port = try await LocalPort.free()
        sandbox.publish(authenticationService: "127.0.0.1:\(port)")
        let environment = ServeCommandTests.variables(port: port, admin: sandbox.admin.authority)
          .merging(least) { $1 }.merging(variables) { $1 }.mapValues { $0.replacing("{receiver}", with: receiver.url) }
        let ((log, end), exitCode) = try await ServiceProcess.serve(environment, errors: errors) { process, log in
          try await body(
            TelemetryScene(sandbox: sandbox, receiver: receiver, port: port, process: process, log: log))
          return (log, ContinuousClock.now)
        }
        return ToldTelemetry(
          exports: try await receiver.received(), lines: await log.rest(), exitCode: exitCode,
          shutdown: end.duration(to: .now), kong: "http://\(sandbox.admin.authority)")
      }
    }
  }

  private static let least = [
    "NODE_ENV": "staging", "OTEL_EXPORTER_OTLP_ENDPOINT": "{receiver}", "OTEL_BSP_SCHEDULE_DELAY": "10",
    // What is exported without being asked for would come between what tests wait for.
    "OTEL_METRIC_EXPORT_INTERVAL": "3600000", "CIRCUIT_BREAKER_ENABLED": "false",
  ]
}

/// What a service has told in its whole life.
struct ToldTelemetry: Sendable {
  let exports: [OTLPRequest]
  /// Of standard output.
  let lines: [String]
  let exitCode: Int32?
  /// From the signal to the end.
  let shutdown: Duration
  /// Where its Kong was.
  let kong: String

  var spans: [ExportedSpan] {
    get throws { try exports.spans }
  }
}

/// The samples of a scrape.
struct Scrape {
  private let values: [String: Double]

  init(_ text: String) {
    values = Dictionary(
      text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
        guard let space = line.lastIndex(of: " "), let value = Double(line[line.index(after: space)...]) else {
          return nil
        }
        return (String(line[..<space]), value)
      }, uniquingKeysWith: { $1 })
  }

  /// The value of a series as it is written, such as `up{job="a"}`.
  subscript(series: String) -> Double? { values[series] }

  /// How many records of a signal came to an end, or began, in this way.
  func records(_ signal: String, _ state: String) -> Double {
    self["telemetry_records_total{signal=\"\(signal)\",state=\"\(state)\"}"] ?? -1
  }
}
