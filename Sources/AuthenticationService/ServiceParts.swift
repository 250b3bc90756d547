import AuthenticationCore
import Telemetry

/// What lasts as long as the process, whatever the configuration: what remembers something.
struct ServiceParts: Sendable {
  let lifecycle = Lifecycle()
  let probe: KongProbe
  let store: CredentialStore
  let breakers: CircuitBreakers
  /// These and all others.
  let roster: BreakerRoster
  /// Nil where each replica is on its own.
  let shared: SharedCache?
  /// What all of it is measured with.
  let metrics: MetricRegistry
  let traces: TraceSource
  /// The way to a collector; nil where there is none.
  let export: TelemetryExport?
  let consumers: ConsumerMetrics
  let gatewayRefusals: GatewayRefusals
  /// Nil where consumers may ask as often as they like.
  let rateLimit: ConsumerRateLimit.State?
  let renewal: RenewalPolicy.State
  /// The last ones that clients were told of.
  let errors: RecentErrors
  /// What watches all of it, second by second.
  let live: LiveMonitor
  let clock: WallClock
  /// What consumers are called where their ids must not be seen.
  let names = HashedIDs()
  /// When they were put together.
  let beginning = ContinuousClock.now
}
