package import AuthenticationCore

extension ServiceConfiguration {
  /// How the consumers' credentials are fetched.
  package struct Kong: Sendable {
    package var mode: KongMode
    package var adminURL: HTTPEndpoint
    /// Nil for an Admin API without authentication.
    package var adminToken: Secret?
    package var allowsHTTP: Bool
    package var allowsLoopback: Bool
    package var allowsNoToken: Bool
    /// Characters of a consumer header.
    package var maximumHeaderLength: Int
    /// For one call of the Admin API, from connecting to the last byte.
    package var requestTimeout: Duration
    /// Calls of the Admin API in flight at a time.
    package var maximumConcurrency: Int
  }
}

extension ServiceConfiguration.Kong {
  static let mode = Setting(
    "kong.mode", "KONG_MODE", .choice, default: KongMode.apiGateway, "Which kind of Kong holds the consumers.")
  static let adminURL = Setting(
    required: "kong.adminUrl", "KONG_ADMIN_URL", .endpoint, example: "https://kong-admin.example.com:8444",
    standIn: HTTPEndpoint(scheme: .https, host: "kong.invalid", port: 443),
    "Base of the Admin API; `https` in production.")
  static let adminToken = Setting<Secret?>(
    "kong.adminToken", "KONG_ADMIN_TOKEN", .optional(.secret), default: nil, shown: "none", isSecret: true,
    "Sent as `Kong-Admin-Token`; at least 32 characters in production.")
  static let allowsHTTP = Setting(
    "kong.allowHttp", "KONG_ADMIN_ALLOW_HTTP", .boolean, default: false,
    "Accepts an `http` Admin API in production.")
  static let allowsLoopback = Setting(
    "kong.allowLoopback", "KONG_ADMIN_ALLOW_LOOPBACK", .boolean, default: false,
    "Accepts an Admin API on the same machine in production, such as a sidecar.")
  static let allowsNoToken = Setting(
    "kong.allowNoToken", "KONG_ADMIN_ALLOW_NO_TOKEN", .boolean, default: false,
    "Accepts an Admin API without a token in production.")
  static let maximumHeaderLength = Setting(
    "kong.maximumHeaderLength", "KONG_MAX_HEADER_LENGTH", .integer(64...8192), default: 256,
    "Characters of a consumer header; more is answered 400.")
  static let requestTimeout = Setting(
    "kong.requestTimeout", "KONG_REQUEST_TIMEOUT_MS", .milliseconds(100...30_000), default: .seconds(3),
    "Time for one call of the Admin API, after which it is cancelled.")
  static let maximumConcurrency = Setting(
    "kong.maximumConcurrency", "KONG_MAX_CONCURRENCY", .integer(1...1000), default: 32,
    "Calls of the Admin API in flight at a time.")

  init(from settings: inout SettingsReader) {
    settings.section = "Kong"
    mode = settings.value(of: Self.mode)
    adminURL = settings.value(of: Self.adminURL)
    adminToken = settings.secret(of: Self.adminToken)
    allowsHTTP = settings.value(of: Self.allowsHTTP)
    allowsLoopback = settings.value(of: Self.allowsLoopback)
    allowsNoToken = settings.value(of: Self.allowsNoToken)
    maximumHeaderLength = settings.value(of: Self.maximumHeaderLength)
    requestTimeout = settings.value(of: Self.requestTimeout)
    maximumConcurrency = settings.value(of: Self.maximumConcurrency)
  }
}
