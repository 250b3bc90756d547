import AuthenticationCore

extension SchemaComponent {
  static let liveSnapshot = SchemaComponent(
    "LiveSnapshot",
    .object([
      "timestamp": .time(), "service": .string("authentication-service"), "version": .string(ServiceVersion.current),
      "environment": .choice("production", of: DeploymentEnvironment.allCases.map(\.rawValue)),
      "uptime": .count(3725, "Seconds."),
      "status": .choice(
        "healthy", of: ServiceCondition.allCases.map(\.rawValue),
        "As in `/health`, and degraded also while requests fail or breakers are open."),
      "since": .time("When the status became so."),
      "problems": .array(of: .of(liveProblem), isEmpty: true),
      "requests": .of(liveRequests),
      "cache": .object([
        "type": .choice("memory", of: ["memory", "redis", "valkey"]),
        "hitRate": percentage("Look-ups that did not need Kong, in percent, since the start."),
        "recentHitRate": percentage("The same within the last second."),
        "entries": .count(12), "fresh": .count(10), "stale": .count(2),
      ]),
      "circuitBreakers": .array(
        of: .object([
          "name": .string("getConsumerSecret"),
          "state": .choice("closed", of: CircuitBreaker.State.allCases.map(\.rawValue)), "rejections": .count(0),
        ])),
      "dependencies": .object([
        "kong": .of(kongCheck), "cache": .of(cacheHealth),
        "telemetry": .object(["traces": .of(signalHealth), "metrics": .of(signalHealth), "logs": .of(signalHealth)]),
      ]),
      "errors": .array(of: .of(liveError), isEmpty: true),
      "memory": Schema.object(["used": .count(18), "total": .count(42), "rss": .count(42), "external": .count(24)])
        .orNull,
      "connections": Schema.count(3, "Those of the public port that are open.").orNull,
      "history": .array(
        of: .object([
          "timestamp": .time(), "rate": .number(120, "Requests per second."),
          "failureRate": .number(0, "Answers per second that are a fault of the service: 5xx but 501 and 505."),
          "latency": latency, "hitRate": percentage(nil),
        ])),
    ]))

  static let liveProblem = SchemaComponent(
    "LiveProblem",
    .object([
      "subject": .string("kong", "The same for as long as it lasts."),
      "text": .string("Kong's Admin API cannot be used: connection failed: connection refused"),
      "consequence": .string("Consumers in the cache go on getting tokens; others get 503."), "since": .time(),
    ]))

  static let liveError = SchemaComponent(
    "LiveError",
    .object([
      "timestamp": .time(), "code": Schema.string("AUTH_004").orNull, "status": .count(503),
      "route": .string("/tokens", "`unmatched` for what no route answers."), "requestId": .requestID,
    ]))

  static let liveRequests = SchemaComponent(
    "LiveRequests",
    .object([
      "total": .count(48_210, "Since the start."), "rate": .number(120, "Per second."),
      "failureRate": .number(0, "Answers per second that are a fault of the service: 5xx but 501 and 505."),
      "inFlight": .count(1), "latency": latency,
      "routes": .array(
        of: .object([
          "route": .string("/tokens"), "total": .count(48_000), "rate": .number(118),
          "classes": .map("2xx", to: .object(["total": .count(47_990), "rate": .number(118)])), "latency": latency,
        ])),
    ]))

  /// Null without a request.
  private static let latency = Schema.object([
    "p50": .number(0, "Milliseconds."), "p95": .number(1), "p99": .number(2),
  ]).orNull

  private static func percentage(_ meaning: String?) -> Schema { Schema.number(98, meaning).orNull }
}
