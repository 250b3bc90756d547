extension SchemaComponent {
  private static let mode = Schema.choice("otlp", of: ["console", "otlp", "both"])

  static let telemetryHealth = SchemaComponent(
    "TelemetryHealth",
    .object([
      "telemetry": .object([
        "mode": mode, "status": .of(telemetryStatus), "simple": .of(telemetryStatus),
        "configuration": .object([
          "serviceName": .string("authentication-service"), "serviceVersion": .string(ServiceVersion.current),
          "environment": .string("production"), "endpoints": .of(endpoints), "timeout": .count(30_000, "Milliseconds."),
          "batchSize": .count(2048), "queueSize": .count(10_000),
        ]),
      ]),
      "timestamp": .time(),
    ]))

  static let endpoints = SchemaComponent(
    "TelemetryEndpoints",
    .object([
      "traces": .string(
        "<redacted>", "`not configured`, or redacted; the view `config` of `/metrics` shows it to operators."),
      "metrics": .string("<redacted>"), "logs": .string("<redacted>"),
    ]))

  static let telemetryStatus = SchemaComponent(
    "TelemetryStatus",
    .object([
      "initialized": .bool(true, "Whether anything is exported."),
      "config": .object([
        "serviceName": .string("authentication-service"), "serviceVersion": .string(ServiceVersion.current),
        "environment": .string("production"), "mode": mode, "logLevel": .string("info"),
        "protocol": .string("http/protobuf"), "compression": .string("gzip"),
        "sampler": .string("parentbased_always_on"),
        "exportTimeout": .count(30_000, "Milliseconds."), "batchSize": .count(2048), "maxQueueSize": .count(10_000),
        "circuitBreaker": .object([
          "failureThreshold": .count(5), "recoveryTimeout": .count(15_000, "Milliseconds."),
          "successThreshold": .count(3),
        ]),
      ]),
      "exportStats": .object(["traces": .of(exportCounts), "metrics": .of(exportCounts), "logs": .of(exportCounts)]),
      "metricsExportStats": .of(exportStatistics),
      "circuitBreakers": .object(["traces": .string("closed"), "metrics": .string("closed"), "logs": .string("closed")]
      ),
      "records": .object(["traces": .of(recordCounts), "logs": .of(recordCounts)]),
      "memoryHealth": .of(memoryHealth),
    ]))

  static let exportStatistics = SchemaComponent(
    "ExportStatistics",
    .object([
      "totalExports": .count(51), "successCount": .count(50), "failureCount": .count(1),
      "successRate": .count(98, "Percent of those that have ended."), "lastExportTime": Schema.time().orNull,
      "lastSuccessTime": Schema.time().orNull, "lastFailureTime": Schema.time().orNull,
      "recentErrors": .array(of: .string("the collector answered with status 503"), isEmpty: true),
    ]))

  static let recordCounts = SchemaComponent(
    "RecordCounts",
    .object([
      "accepted": .count(1000), "exported": .count(990), "failed": .count(0), "dropped": .count(0),
      "waiting": .count(10), "inFlight": .count(0),
    ]))

  static let memoryHealth = SchemaComponent(
    "MemoryHealth",
    .object([
      "pressure": .choice("normal", of: ["normal", "elevated", "high", "critical"]),
      "heapUsedMB": .count(14), "heapTotalMB": .count(28), "heapUsagePercent": .number(3),
      "exportBacklog": .object(["traces": .count(10), "metrics": .count(0), "logs": .count(0)]),
      "exportFailureRate": .object(["traces": .count(0), "metrics": .count(2), "logs": .count(0)]),
      "recommendations": .array(of: .string("Memory in use is near MEMORY_GUARDIAN_HEAP_LIMIT_MB"), isEmpty: true),
      "timestamp": .count(1_768_478_400_000, "Milliseconds since 1970."),
    ]))

  static let metricsHealth = SchemaComponent(
    "MetricsHealth",
    .object([
      "metrics": .object([
        "status": .of(instruments),
        "exports": .of(exportCounts),
        "configuration": .object([
          "exportInterval": .count(60_000, "Milliseconds."), "batchTimeout": .count(30_000, "Milliseconds."),
          "endpoint": .string("not configured"),
        ]),
      ]),
      "circuitBreakers": .object([
        "enabled": .bool(true), "totalBreakers": .count(3),
        "states": .object(["closed": .count(3), "open": .count(0), "halfOpen": .count(0)]),
      ]),
      "timestamp": .time(),
    ]))

  static let instruments = SchemaComponent(
    "Instruments",
    .object([
      "initialized": .bool(false, "Whether metrics go to a collector."),
      "instrumentCount": .count(1, "How many there are."),
      "availableMetrics": .array(of: .string("http_requests_total")),
      "instruments": .array(of: .string("http_requests_total")),
    ]))
}
