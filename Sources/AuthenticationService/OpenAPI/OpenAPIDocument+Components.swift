import AuthenticationCore

extension OpenAPIDocument {
  /// What the document says once and refers to.
  var components: JSONOutput {
    let security = Set(endpoints.flatMap { $0.security(asksOperators: asksOperators) })
    return [
      "schemas": .object(schemas.map { JSONMember($0.name, $0.schema.json) }),
      "parameters": ["AcceptVersion": Self.acceptVersion],
      "responses": .object(
        OperationAnswer.byServer.compactMap { answer in answer.component.map { JSONMember($0, answer.json) } }),
      "headers": .object(AnswerField.allCases.map { JSONMember($0.rawValue, $0.json) }),
      "securitySchemes": .object(
        Operation.Security.allCases.filter(security.contains).map { JSONMember($0.rawValue, $0.json) }),
    ]
  }

  /// Those that the document refers to, directly or through others, by name.
  var schemas: [SchemaComponent] {
    var text = String(decoding: paths.compact, as: UTF8.self) + "\"\(SchemaComponent.problem.reference)\""
    var found: [SchemaComponent] = []
    var rest = SchemaComponent.all
    while let next = rest.firstIndex(where: { text.contains("\"\($0.reference)\"") }) {
      let component = rest.remove(at: next)
      found.append(component)
      text += String(decoding: component.schema.json.compact, as: UTF8.self)
    }
    return found.sorted { $0.name < $1.name }
  }

  private static let acceptVersion: JSONOutput = [
    "name": "Accept-Version", "in": "header", "required": .bool(false),
    "description": "`v2` for version 2 of the API; anything else is version 1.", "schema": ["type": "string"],
    "example": "v2",
  ]
}

extension SchemaComponent {
  static let all: [SchemaComponent] = [
    .token, .validation, .problem, .openAPI, .refusedParameter, .health, .kongCheck, .cacheHealth, .cacheMonitor,
    .signalHealth,
    .exportCounts, .liveness, .startup, .readiness, .telemetryHealth, .endpoints, .telemetryStatus, .exportStatistics,
    .recordCounts, .memoryHealth, .metricsHealth, .instruments, .metrics, .kongAddress, .cacheMetrics, .sharedCache,
    .purge, .cacheListing, .breakers, .breakerReset, .liveSnapshot, .liveProblem, .liveError, .liveRequests,
    .recordedMetrics, .exportedMetrics, .failedExport,
    .failedRecording, .profilingSession, .profilingStatus, .profilingReports, .profilingReport, .profilingCleanup,
  ]
}

extension AnswerField {
  fileprivate var json: JSONOutput {
    ["description": .string(meaning), "schema": schema.json, "example": schema.example]
  }
}

extension Operation.Security {
  var title: String {
    switch self {
    case .gateway: "Asked through Kong"
    case .bearerToken: "Bearer token"
    case .managementToken: "Management token"
    }
  }

  /// For people.
  var meaning: String {
    switch self {
    case .gateway:
      "The consumer's id. Kong sets it once it has checked the client's API key, and removes what clients send under this name; who "
        + "asks through Kong sends `apikey` in its place."
    case .bearerToken: "The token that is asked about."
    case .managementToken: "What `MANAGEMENT_TOKEN` says."
    }
  }

  fileprivate var json: JSONOutput {
    switch self {
    case .gateway:
      ["type": "apiKey", "in": "header", "name": "X-Consumer-ID", "description": .string(meaning)]
    case .bearerToken:
      ["type": "http", "scheme": "bearer", "bearerFormat": "JWT", "description": .string(meaning)]
    case .managementToken:
      ["type": "http", "scheme": "bearer", "description": .string(meaning)]
    }
  }
}
