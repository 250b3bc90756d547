import AuthenticationCore

extension SchemaComponent {
  private static let breakerState = Schema.choice("closed", of: ["closed", "half-open", "open"])
  private static let condition = Schema.choice("healthy", of: ["healthy", "unhealthy"])

  static let health = SchemaComponent(
    "Health",
    .object([
      "status": .choice(
        "healthy", of: ["healthy", "degraded", "unhealthy"],
        "Degraded answers 200: somebody is served, or can be again as soon as Kong answers."),
      "timestamp": .time(),
      "version": .string(ServiceVersion.current),
      "environment": .choice("production", of: DeploymentEnvironment.allCases.map(\.rawValue)),
      "uptime": .string("1h 2m 5s"),
      "highAvailability": .bool(false, "Whether replicas share what they know."),
      "circuitBreakerState": breakerState,
      "dependencies": .object([
        "kong": .of(kongCheck), "cache": .of(cacheHealth),
        "telemetry": .object(["traces": .of(signalHealth), "metrics": .of(signalHealth), "logs": .of(signalHealth)]),
      ]),
      "requestId": .requestID,
    ]))

  static let kongCheck = SchemaComponent(
    "KongCheck",
    .object([
      "status": condition,
      "responseTime": .duration("4.21ms", "Of the last check."),
      "details": .object([
        "adminUrl": .string("<redacted>", "Redacted, whoever asks."),
        "mode": .choice("API_GATEWAY", of: ["API_GATEWAY", "KONNECT"]),
        "error": .string("connection failed: connection refused", "Why the last check failed.").ifPresent,
      ]),
    ]))

  static let cacheHealth = SchemaComponent(
    "CacheHealth",
    .object([
      "type": .choice("memory", of: ["memory", "redis", "valkey"]),
      "connection": .object(["connected": .bool(true), "responseTime": .duration("0ms")]),
      "entries": .object([
        "primary": .count(12), "primaryActive": .count(10, "Those that are fresh."), "stale": .count(2),
        "staleCacheAvailable": .bool(true, "Whether somebody can be served without Kong."),
        "memory": .object(["entries": .count(12), "active": .count(10)]).ifPresent,
      ]),
      "performance": .object(["hitRate": .string("98.50%"), "avgLatencyMs": .number(0)]),
      "healthMonitor": Schema.of(cacheMonitor).orNull,
    ]))

  static let cacheMonitor = SchemaComponent(
    "CacheMonitor",
    .object([
      "status": .choice("healthy", of: ["healthy", "degraded", "unhealthy", "unknown"]),
      "isMonitoring": .bool(true),
      "consecutiveSuccesses": .count(120), "consecutiveFailures": .count(0),
      "lastStatusChange": .time(),
      "lastCheck": .object([
        "success": .bool(true), "timestamp": .time(), "responseTimeMs": .number(1),
        "error": .string("timeout").ifPresent,
      ]).ifPresent,
    ]))

  static let signalHealth = SchemaComponent(
    "SignalHealth",
    .object([
      "status": condition,
      "endpoint": .string("not configured", "The same, or `<redacted>`."),
      "responseTime": .duration("0ms", "Of the last export."),
      "exports": .of(exportCounts),
      "circuitBreakerState": breakerState.ifPresent,
      "error": .string("the collector answered with status 503").ifPresent,
    ]))

  static let exportCounts = SchemaComponent(
    "ExportCounts",
    .object([
      "successRate": .string("98%"), "total": .count(51), "failures": .count(1),
      "lastExportTime": Schema.time().orNull, "lastFailureTime": Schema.time().orNull,
      "recentErrors": .array(of: .string("the collector answered with status 503"), isEmpty: true),
    ]))
}
