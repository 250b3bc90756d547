import HTTPEdge

/// Answers `/debug/profiling/*` as the replaced service does where profiling is off: it is not part of this version.
struct ProfilingHandler: Sendable {
  private static let path = "/debug/profiling"
  private static let message = JSONMember(
    "message", "Profiling service is available but disabled via configuration")
  private static let disabled = JSONMember("enabled", .bool(false))

  private let environment: DeploymentEnvironment
  private let instructions: JSONMember
  private let heads: ResponseHeads

  init(_ configuration: ServiceConfiguration, heads: ResponseHeads) {
    environment = configuration.service.environment
    let text =
      configuration.reserved.wantsProfiles
      ? "Profiling is not part of this version: PROFILING_ENABLED has no effect"
      : "Enable profiling by setting PROFILING_ENABLED=true in your environment configuration"
    instructions = JSONMember("instructions", .string(text))
    self.heads = heads
  }

  /// `POST /debug/profiling/start`: there is no session to begin.
  func start(_ request: Request) -> Reply { session }

  /// `POST /debug/profiling/stop`: there is none to end.
  func stop(_ request: Request) -> Reply { session }

  /// `GET /debug/profiling/status`: there are no sessions.
  func status(_ request: Request) -> Reply {
    reply([
      Self.disabled, JSONMember("sessions", .array([])), JSONMember("environment", .string(environment.rawValue)),
      JSONMember("integration", "Chrome DevTools Protocol"), instructions,
      JSONMember(
        "availableCommands",
        [
          "start": .string("POST \(Self.path)/start"), "stop": .string("POST \(Self.path)/stop"),
          "status": .string("GET \(Self.path)/status"), "cleanup": .string("POST \(Self.path)/cleanup"),
        ]),
    ])
  }

  /// `GET /debug/profiling/reports`: there are no reports.
  func reports(_ request: Request) -> Reply {
    reply([
      JSONMember("reports", .array([])), JSONMember("total", 0), Self.disabled, Self.message, instructions,
    ])
  }

  /// `GET /debug/profiling/report`: there is none, whatever its name.
  func report(_ request: Request) -> Reply {
    reply([Self.message, Self.disabled, JSONMember("report", .null), instructions])
  }

  /// `POST /debug/profiling/cleanup`: there is nothing to forget.
  func cleanup(_ request: Request) -> Reply {
    reply([Self.message, Self.disabled, JSONMember("cleaned", .array([])), instructions])
  }

  private var session: Reply {
    reply([Self.message, Self.disabled, JSONMember("sessionId", .null), instructions])
  }

  private func reply(_ members: [JSONMember]) -> Reply {
    .ready(Response(heads.administration, body: JSONOutput.object(members).compact))
  }
}
