/// What the service can say has happened: `event_name` of every line of its log, for machines.
///
/// The names are those of the replaced service, as far as it knew the event. They count as interface.
package enum EventName: String, Sendable, CaseIterable {
  case serverStarting = "server.startup.initiated"
  case serverReady = "server.lifecycle.ready"
  case serverStopped = "server.shutdown.completed"
  case managementReady = "server.endpoints.configured"
  case drainStarted = "lifecycle.drain.started"
  case requestCompleted = "http.request.completed"

  case tlsReloaded = "tls.reload.completed"
  case tlsReloadFailed = "tls.reload.failed"
  case tlsHandshakeFailed = "tls.handshake.failed"

  case configurationWarning = "configuration.warning"
  case configurationReloaded = "configuration.reloaded"
  case configurationRefused = "configuration.reload.failed"
  case configurationWaits = "configuration.restart.required"
  case configurationWaitsNoMore = "configuration.restart.settled"

  case gatewayUntrusted = "gateway.request.untrusted"

  case kongHealthy = "kong.health_check.success"
  case kongUnhealthy = "kong.health_check.failed"
  case kongRequestFailed = "kong.request.failed"
  case kongTokenRefused = "kong.token.refused"
  case kongConsumerMismatch = "kong.consumer.mismatch"
  case kongSecretCreated = "kong.secret.created"
  case kongSecretShort = "kong.secret.short"

  case breakerOpen = "circuit_breaker.state.open"
  case breakerHalfOpen = "circuit_breaker.state.half_open"
  case breakerClosed = "circuit_breaker.state.closed"
  case breakerFallback = "circuit_breaker.fallback.used"

  case cacheConnected = "cache.connection.established"
  case cacheLost = "cache.connection.lost"
  case cacheReconnectFailed = "cache.reconnect.failed"
  case cacheOperationFailed = "cache.operation.failed"
  case cacheHealthChanged = "cache.health.status_changed"
  case cachePurged = "cache.purged"
  case cachePurgesHeard = "cache.purge.subscribed"
  case cachePurgesNotHeard = "cache.purge.unsubscribed"

  case snapshotAbsent = "cache.snapshot.absent"
  case snapshotLoaded = "cache.snapshot.loaded"
  case snapshotIgnored = "cache.snapshot.ignored"
  case snapshotWritten = "cache.snapshot.written"
  case snapshotFailed = "cache.snapshot.failed"

  case telemetryReady = "telemetry.initialization.completed"
  case telemetryExportFailed = "telemetry.export.failed"
  case telemetryBreakerOpen = "telemetry.circuit_breaker.opened"
  case telemetryBreakerClosed = "telemetry.circuit_breaker.closed"

  case serviceLevelViolated = "sla.violation.detected"

  case logLinesDropped = "log.lines.dropped"
  /// A line of a library that names no event.
  case unknown
}
