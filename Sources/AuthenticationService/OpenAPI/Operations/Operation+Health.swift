extension Operation {
  static let health = Operation(
    "getHealth", .health, "How the service is",
    """
    The service, and what it depends on. Dependencies are asked in the background, so the answer is immediate and costs them \
    nothing. Not for liveness probes: an outage of Kong or of a collector is no reason to restart.
    """,
    answers: [
      .json("Healthy, or degraded.", .health),
      .json(
        "Unhealthy: without Kong, without the shared cache, and with nobody in memory.", status: 503, .health,
        example: unhealthy),
    ])

  static let liveness = Operation(
    "getLiveness", .health, "Whether the process lives",
    "For liveness probes. Answered by the event loop alone; no dependency is looked at.",
    answers: [.json("It lives.", .liveness)])

  static let readiness = Operation(
    "getReadiness", .health, "Whether requests are welcome",
    """
    For readiness probes. Ready is a replica that has started, does not drain, and either reaches Kong or has somebody's credential in a \
    cache. A blip of Kong therefore takes no warm replica out of service.
    """,
    answers: [
      .json("Requests are welcome.", .readiness), .json("They are not.", status: 503, .readiness, example: notReady),
    ])

  static let startup = Operation(
    "getStartup", .health, "Whether the start is complete",
    """
    For startup probes. Once started, always started, until the process ends. `PORT` is opened at the end of the start; only the \
    management port can be asked before.
    """,
    answers: [
      .json("The service has started.", .startup), .json("It has not yet.", status: 503, .startup, example: starting),
    ])

  static let telemetryHealth = Operation(
    "getTelemetryHealth", .health, "What is exported, and how that goes",
    "Configuration and fate of traces, metrics and logs on their way to a collector. `status` and `simple` are the same.",
    answers: [.json("How exports go.", .telemetryHealth)])

  static let metricsHealth = Operation(
    "getMetricsHealth", .health, "What is measured, and how breakers are",
    "Instruments that there are, their export, and the states of the circuit breakers.",
    answers: [.json("What is measured.", .metricsHealth)])

  private static let outage = SchemaComponent.kongCheck.schema.example.setting("status", to: "unhealthy")

  private static let unhealthy = SchemaComponent.health.schema.example
    .setting("status", to: "unhealthy").setting("highAvailability", to: .bool(true))
    .setting("dependencies", "kong", to: outage).setting("dependencies", "cache", "type", to: "redis")
    .setting("dependencies", "cache", "connection", "connected", to: .bool(false))
    .setting(
      "dependencies", "cache", "entries",
      to: ["primary": 0, "primaryActive": 0, "stale": 0, "staleCacheAvailable": .bool(false)])

  private static let notReady = SchemaComponent.readiness.schema.example
    .setting("ready", to: .bool(false)).setting("checks", "kong", to: outage)
    .setting("checks", "cache", "status", to: "cold")

  private static let starting = SchemaComponent.startup.schema.example
    .setting("status", to: "starting").setting("state", to: "starting")
}
