extension SchemaComponent {
  private static let message = Schema.string("Profiling service is available but disabled via configuration")
  private static let instructions = Schema.string(
    "Enable profiling by setting PROFILING_ENABLED=true in your environment configuration")
  private static let nothing = Schema([JSONMember("type", "null")], example: .null)
  private static let none = Schema.array(of: .string(""), isEmpty: true)

  static let profilingSession = SchemaComponent(
    "ProfilingSession",
    .object([
      "message": message, "enabled": .bool(false), "sessionId": nothing, "instructions": instructions,
    ]))

  static let profilingStatus = SchemaComponent(
    "ProfilingStatus",
    .object([
      "enabled": .bool(false), "sessions": none, "environment": .string("development"),
      "integration": .string("Chrome DevTools Protocol"), "instructions": instructions,
      "availableCommands": .object([
        "start": .string("POST /debug/profiling/start"), "stop": .string("POST /debug/profiling/stop"),
        "status": .string("GET /debug/profiling/status"), "cleanup": .string("POST /debug/profiling/cleanup"),
      ]),
    ]))

  static let profilingReports = SchemaComponent(
    "ProfilingReports",
    .object([
      "reports": none, "total": .count(0), "enabled": .bool(false), "message": message, "instructions": instructions,
    ]))

  static let profilingReport = SchemaComponent(
    "ProfilingReport",
    .object(["message": message, "enabled": .bool(false), "report": nothing, "instructions": instructions]))

  static let profilingCleanup = SchemaComponent(
    "ProfilingCleanup",
    .object(["message": message, "enabled": .bool(false), "cleaned": none, "instructions": instructions]))
}
