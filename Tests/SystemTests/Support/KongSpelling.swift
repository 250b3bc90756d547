import KongSandbox
import Testing

/// The two languages in which Kong can be asked about the same consumers.
enum KongSpelling: String, Sendable, CaseIterable, CustomTestStringConvertible {
  case selfManaged = "API_GATEWAY"
  case konnect = "KONNECT"

  /// The token that both ask for.
  static let token = "0123456789abcdef0123456789abcdef"

  var testDescription: String { rawValue }

  /// Where the lists of credentials are.
  var credentials: PathPattern {
    switch self {
    case .selfManaged: "/consumers/*/jwt"
    case .konnect: "/core-entities/consumers/*/jwt"
    }
  }

  /// Plays a scene in this language; `variables` go before those of the language.
  func play<Result: Sendable>(
    _ variables: [String: String] = [:], prepare: (Sandbox) async throws -> Void = { _ in },
    _ body: (Scene) async throws -> Result
  ) async throws -> Result {
    let language = ["KONG_MODE": rawValue, "KONG_ADMIN_TOKEN": Self.token]
    return try await Scene.play(
      language.merging(variables) { $1 }, kong: SandboxConfiguration(adminToken: Self.token), prepare: prepare, body)
  }
}
