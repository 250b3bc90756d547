import AuthenticationCore

extension SchemaComponent {
  static let token = SchemaComponent(
    "Token",
    .object([
      "access_token": .string(
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl",
        "A JWT, signed with HS256 by a secret that only Kong and this service know. Its claims, in this order: `sub`, `key`, `jti`, "
          + "`iat`, `nbf`, `exp`, `iss`, `aud`, `name`, `unique_name`.",
        pattern: "^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$"),
      "expires_in": .count(900, "Seconds until the token expires."),
    ]))

  static let validation = SchemaComponent(
    "Validation",
    .object([
      "valid": .bool(true, "Always true: a token that is not valid is answered with a problem."),
      "tokenId": .string("796f8bde-2d0c-4b1e-9a3c-5a2b7f0c1d2e", "`jti`").usually,
      "subject": .string("alice", "`sub`").usually,
      "issuer": .string("https://api.example.com", "`iss`").usually,
      "audience": .either(.string("example-api", "`aud`"), or: .array(of: .string("example-api"))).usually,
      "issuedAt": .time("`iat`"),
      "expiresAt": .time("`exp`"),
      "expiresIn": .count(873, "Whole seconds until then."),
    ]))

  static let problem = SchemaComponent(
    "Problem",
    .object([
      "type": .string("urn:problem-type:auth-service/auth-001", "A URI that names the kind of problem."),
      "title": .string(
        "Missing Consumer Headers", "The kind of problem in words; the same for every problem of the kind."),
      "status": .count(401, "The status of the answer."),
      "detail": .string("Required Kong consumer headers are missing from the request", "What is wrong."),
      "instance": .string("/tokens", "The path that was asked for."),
      "code": .choice(
        "AUTH_001", of: AuthenticationError.Code.allCases.map(\.rawValue),
        "The kind of problem, for programs. `AUTH_003` and `AUTH_008` are reserved."
      ).usually,
      "requestId": .requestID.usually,
      "timestamp": .time(),
      "extensions": .map("reason", to: Schema([], example: "Missing Kong consumer headers")).usually,
    ]))

  /// This description; OpenAPI says what else it has.
  static let openAPI = SchemaComponent(
    "OpenAPI",
    Schema.object([
      "openapi": .string("3.1.1"),
      "info": Schema.object(["title": .string("Authentication Service API"), "version": .string("0.1.0")]).andMore,
      "paths": .map("/", to: Schema([JSONMember("type", "object")], example: [:])),
    ]).andMore)

  /// What was refused before the service had problem documents for it.
  static let refusedParameter = SchemaComponent(
    "RefusedParameter",
    .object([
      "error": .string("Invalid view parameter", "What is wrong."),
      "message": .string("Valid views: operational, infrastructure, telemetry, exports", "What would have been right."),
      "timestamp": .time(),
    ]))
}
