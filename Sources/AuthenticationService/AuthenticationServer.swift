import Events
import HTTPEdge
import KongClient
package import Logging
package import NIOPosix
import ServiceLifecycle
import Telemetry

/// The composition root: configuration in, a running service out.
package struct AuthenticationServer: Service {
  private let configuration: ServiceConfiguration
  private let group: MultiThreadedEventLoopGroup
  private let now: @Sendable () -> ContinuousClock.Instant
  private let logger: Logger
  private let log: ServiceLog?
  private let telemetry: ServiceTelemetry
  private let reload: ConfigurationReload?
  private let onListening: @Sendable (Int) -> Void
  /// How long the start waits for Kong's first answer.
  package var startPatience = Duration.seconds(1)

  /// Makes the service; nothing runs yet.
  ///
  /// - Parameters:
  ///   - configuration: a valid one.
  ///   - group: runs every connection, those of clients and those to Kong.
  ///   - now: the monotonic time of what is remembered, and of breakers; what is waited for is waited for in real time.
  ///   - log: where exchanges have lines, and what says how many were dropped; nil for none.
  ///   - telemetry: what it is watched with.
  ///   - reload: how it comes by another configuration; nil for never.
  ///   - onListening: is told the port once requests are welcome.
  package init(
    _ configuration: ServiceConfiguration, on group: MultiThreadedEventLoopGroup,
    now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }, logger: Logger,
    log: ServiceLog? = nil, telemetry: ServiceTelemetry = ServiceTelemetry(), reload: ConfigurationReload? = nil,
    onListening: @escaping @Sendable (Int) -> Void = { _ in }
  ) {
    self.configuration = configuration
    self.group = group
    self.now = now
    self.logger = logger
    self.log = log
    self.telemetry = telemetry
    self.reload = reload
    self.onListening = onListening
  }

  /// Runs until the graceful shutdown is complete.
  ///
  /// - Throws: `BindError` when the port cannot be had; ``DrainError`` when the shutdown budget did not suffice.
  package func run() async throws {
    let breakers = CircuitBreakers(
      configuration.circuitBreaker, now: now, metrics: telemetry.metrics, logger: logger)
    let kong = KongAdminClient(
      KongAdminConfiguration(configuration), on: group, logger: logger, creationBreaker: breakers.createConsumerSecret,
      tracer: telemetry.tracer, metrics: telemetry.metricsFactory)
    let components = ServiceComponents(
      configuration, source: kong,
      shared: try SharedCache(configuration, on: group, telemetry: telemetry, clock: .system, now: now, logger: logger),
      checkKong: { await kong.health() }, breakers: breakers, telemetry: telemetry, now: now, logger: logger)
    // Known before the first request, so that readiness does not begin with a guess.
    await components.parts.probe.refresh(within: startPatience)
    let services = ServiceGroup(
      configuration: ServiceGroupConfiguration(services: try services(components), logger: logger))
    let outcome: Result<Void, any Error>
    do {
      outcome = .success(try await services.run())
    } catch {
      outcome = .failure(error)
    }
    try? await kong.shutdown()
    components.parts.lifecycle.advance(to: .stopped)
    logger.info(.serverStopped, "Stopped")
    try outcome.get()
  }

  /// Everything that runs, in the order of its start; stopped in the reverse one: requests end before what they need.
  private func services(_ components: ServiceComponents) throws(TLSFault) -> [ServiceGroupConfiguration
    .ServiceConfiguration]
  {
    let parts = components.parts
    var services: [any Service] =
      (parts.shared?.services ?? []) + [
        EventLoopProbe(group: group, registry: parts.metrics), parts.probe, components.serviceLevels, parts.live,
      ]
    if let keeper = SnapshotKeeper(configuration, store: parts.store, logger: logger) {
      keeper.load()
      services.append(keeper)
    }
    if let reload { services.append(reload.reloader(for: components, logger: logger)) }
    if let port = configuration.management.port {
      services.append(
        ManagementService(
          configuration: ServerConfiguration(configuration.management, port: port), group: group,
          slot: components.managementSlot, logger: logger))
    }
    var serverConfiguration = ServerConfiguration(configuration.server)
    serverConfiguration.observer = components.observer(configuration, log: log)
    if let tls = try ListenerTLS(configuration, metrics: parts.metrics, logger: logger) {
      services.append(tls.reloader)
      tls.apply(to: &serverConfiguration)
    }
    let server = HTTPService(
      configuration: serverConfiguration, group: group, slot: components.slot,
      lifecycle: parts.lifecycle, shutdownDelay: configuration.shutdown.delay,
      shutdownGrace: configuration.shutdown.timeout, logger: logger,
      prepare: { [startPatience] in await parts.shared?.firstAttempt(within: startPatience) },
      onListening: onListening, countConnections: parts.live.countConnections)
    return services.map { .init(service: $0) } + [
      .init(service: server, successTerminationBehavior: .gracefullyShutdownGroup)
    ]
  }
}

/// The log of the service group names its parts by this, and shows nothing of what is in them.
extension AuthenticationServer: CustomStringConvertible {
  package var description: String { "AuthenticationServer" }
}
