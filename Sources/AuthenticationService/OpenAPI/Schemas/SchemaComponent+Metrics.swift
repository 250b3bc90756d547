extension SchemaComponent {
  static let metrics = SchemaComponent(
    "Metrics",
    .object([
      "timestamp": .time(),
      "uptime": Schema.count(3725, "Seconds.").usually,
      "memory": Schema.object([
        "used": .count(14, "MB of memory that no file stands behind."), "total": .count(28, "MB that are resident."),
        "rss": .count(28, "MB that are resident."), "external": .count(14, "MB that files stand behind."),
      ]).usually,
      "cache": Schema.of(cacheMetrics).usually,
      "circuitBreakers": Schema.map(
        "getConsumerSecret",
        to: .object([
          "state": .choice("closed", of: ["closed", "half-open", "open"]),
          "stats": .object([
            "fires": .count(12), "rejections": .count(0), "failures": .count(0), "successes": .count(12),
          ]),
        ])
      ).usually,
      "consumers": Schema.object([
        "volume": .object([
          "high": .count(0, "Consumers with more than 5000 requests in a quarter of an hour."),
          "medium": .count(3, "Those with more than 100."), "low": .count(9), "total": .count(12),
        ])
      ]).usually,
      "telemetry": Schema.object([
        "mode": .choice("console", of: ["console", "otlp", "both"]),
        "initialized": Schema.bool(true, "Whether metrics go to a collector; in the view `telemetry`.").ifPresent,
        "exportStats": .of(exportStatistics),
      ]).usually,
      "kong": Schema.of(kongAddress).usually,
      "infrastructure": Schema.object(["metrics": .object(["status": .of(instruments)])]).ifPresent,
      "exports": Schema.of(exportStatistics).ifPresent,
      "configuration": Schema.object([
        "kong": .of(kongAddress),
        "telemetry": .object([
          "mode": .string("console"), "initialized": .bool(true), "serviceName": .string("authentication-service"),
          "serviceVersion": .string(ServiceVersion.current), "environment": .string("production"),
          "endpoints": .of(endpoints), "timeout": .count(30_000, "Milliseconds."), "batchSize": .count(2048),
          "queueSize": .count(10_000),
        ]),
      ]).ifPresent,
    ]))

  static let kongAddress = SchemaComponent(
    "KongAddress",
    .object([
      "adminUrl": .string("<redacted>", "Shown in the views for operators, on the management port."),
      "mode": .choice("API_GATEWAY", of: ["API_GATEWAY", "KONNECT"]),
    ]))

  private static let cacheCounts: KeyValuePairs<String, Schema> = [
    "strategy": .choice("local-memory", of: ["local-memory", "shared-redis"]),
    "primary": .object(["entries": .count(12), "activeEntries": .count(10, "Those that are fresh.")]),
    "stale": .object(["entries": .count(2)]),
    "size": .count(12), "activeEntries": .count(10), "hitRate": .string("98.50", "Percent."),
    "redisConnected": Schema.bool(true).ifPresent,
    "averageLatencyMs": .number(0),
    "serverType": Schema.choice("redis", of: ["redis", "valkey"]).ifPresent,
    "shared": Schema.of(sharedCache).ifPresent,
  ]

  static let cacheMetrics = SchemaComponent("CacheMetrics", .object(cacheCounts))

  /// The same, and what is in it.
  static let cacheListing = SchemaComponent(
    "CacheListing",
    .object(
      cacheCounts,
      [
        "listed": .array(
          of: .object([
            "id": .string("9f3c1d0a5be27c64", "A keyed hash of the consumer's id or name.", pattern: "^[0-9a-f]{16}$"),
            "state": .choice("fresh", of: ["fresh", "stale", "absent", "expired"]),
            "freshForSeconds": Schema.either(.count(212), or: Schema([JSONMember("type", "null")], example: .null)),
          ]))
      ]))

  static let sharedCache = SchemaComponent(
    "SharedCache",
    .object([
      "hits": .count(4), "misses": .count(8), "refusedEntries": .count(0), "failures": .count(0),
      "refusedByBreaker": .count(0), "circuitBreaker": .choice("closed", of: ["closed", "half-open", "open"]),
      "lookupsLeftToOthers": .count(1), "writes": .count(8), "failedWrites": .count(0), "droppedWrites": .count(0),
      "purges": .count(0), "hearsPurges": .bool(true),
    ]))
}
