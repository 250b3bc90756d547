extension SchemaComponent {
  private static let stage = Schema.choice("ready", of: Lifecycle.Stage.allCases.map(\.rawValue))

  static let liveness = SchemaComponent(
    "Liveness", .object(["status": .choice("alive", of: ["alive"]), "timestamp": .time(), "requestId": .requestID]))

  static let startup = SchemaComponent(
    "Startup",
    .object([
      "status": .choice("started", of: ["started", "starting"]), "timestamp": .time(), "state": stage,
      "requestId": .requestID,
    ]))

  static let readiness = SchemaComponent(
    "Readiness",
    .object([
      "ready": .bool(true),
      "timestamp": .time(),
      "reason": .string("Service is draining", "Why no request is welcome, whatever Kong says.").ifPresent,
      "checks": .object([
        "lifecycle": .object(["status": .choice("ready", of: ["ready", "not_ready"]), "state": stage]),
        "kong": Schema.of(kongCheck).usually,
        "cache": .object([
          "status": .choice("warm", of: ["warm", "cold", "healthy", "unhealthy"]),
          "type": .choice("memory", of: ["memory", "redis", "valkey"]),
          "error": .string("not connected").ifPresent,
        ]).usually,
      ]),
      "responseTime": Schema.duration("0.02ms").usually,
      "requestId": .requestID,
    ]))
}
