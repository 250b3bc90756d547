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
    package var allowsShortToken: Bool
    /// The authorities that may vouch for Kong; nil for those of the system.
    package var authorities: CertificateFile?
    package var clientCertificate: CertificateFile?
    package var clientKey: PrivateKeyFile?
    /// Characters of a consumer header.
    package var maximumHeaderLength: Int
    /// For a connection to come about.
    package var connectTimeout: Duration
    /// Without a byte of the answer.
    package var readTimeout: Duration
    /// For one look-up, from connecting to the last byte.
    package var requestTimeout: Duration
    /// Calls of the Admin API in flight at a time.
    package var maximumConcurrency: Int
    /// Look-ups that may wait for Kong at a time.
    package var maximumPendingLookups: Int
    /// Whether a consumer without a usable credential is given one.
    package var provisionsCredentials: Bool
    /// Keys that are tried for such a credential.
    package var maximumProvisioningAttempts: Int
  }
}

extension ServiceConfiguration.Kong {
  static let mode = Setting(
    "kong.mode", "KONG_MODE", .choice, default: KongMode.apiGateway, "Which kind of Kong holds the consumers.")
  static let adminURL = Setting(
    required: "kong.adminUrl", "KONG_ADMIN_URL", .endpoint, example: "https://kong-admin.example.com:8444",
    standIn: HTTPEndpoint(scheme: .https, host: "kong.invalid", port: 443),
    "Base of the Admin API, `https` in production; with `KONNECT` the control plane, "
      + "`https://region.api.konghq.com/v2/control-planes/{id}`.")
  static let adminToken = Setting<Secret?>(
    "kong.adminToken", "KONG_ADMIN_TOKEN", .optional(.secret), default: nil, shown: "none", isSecret: true,
    "Sent as `Kong-Admin-Token`, to Konnect as bearer token; at least 32 characters in production.")
  static let allowsHTTP = Setting(
    "kong.allowHttp", "KONG_ADMIN_ALLOW_HTTP", .boolean, default: false,
    "Accepts an `http` Admin API in production.")
  static let allowsLoopback = Setting(
    "kong.allowLoopback", "KONG_ADMIN_ALLOW_LOOPBACK", .boolean, default: false,
    "Accepts an Admin API on the same machine in production, such as a sidecar.")
  static let allowsNoToken = Setting(
    "kong.allowNoToken", "KONG_ADMIN_ALLOW_NO_TOKEN", .boolean, default: false,
    "Accepts an Admin API without a token in production.")
  static let allowsShortToken = Setting(
    "kong.allowShortToken", "KONG_ADMIN_ALLOW_SHORT_TOKEN", .boolean, default: false,
    "Accepts a token of fewer than 32 characters in production.")
  static let authorities = Setting<CertificateFile?>(
    "kong.caFile", "KONG_CA_FILE", .optional(.certificates), default: nil, shown: "those of the system",
    "File with the authorities that may vouch for Kong, in place of those of the system.")
  static let clientCertificate = Setting<CertificateFile?>(
    "kong.clientCertFile", "KONG_CLIENT_CERT_FILE", .optional(.certificates), default: nil, shown: "none",
    "File with our certificate for Kong and its intermediates; needs `KONG_CLIENT_KEY_FILE`.")
  static let clientKey = Setting<PrivateKeyFile?>(
    "kong.clientKeyFile", "KONG_CLIENT_KEY_FILE", .optional(.privateKey), default: nil, shown: "none",
    "File with the key of that certificate, without a passphrase.")
  static let maximumHeaderLength = Setting(
    "kong.maxHeaderLength", "KONG_MAX_HEADER_LENGTH", .integer(64...8192), default: 256,
    "Characters of a consumer header; more is answered 400.")
  static let connectTimeout = Setting(
    "kong.connectTimeoutMs", "KONG_CONNECT_TIMEOUT_MS", .milliseconds(50...30_000), default: .seconds(2),
    "Time for a connection to the Admin API to come about, TLS included.")
  static let readTimeout = Setting(
    "kong.readTimeoutMs", "KONG_READ_TIMEOUT_MS", .milliseconds(50...30_000), default: .seconds(3),
    "Time without a byte of an answer after which the call is given up.")
  static let requestTimeout = Setting(
    "kong.requestTimeoutMs", "KONG_REQUEST_TIMEOUT_MS", .milliseconds(100...30_000), default: .seconds(3),
    "Time for one look-up, all its calls together, after which it is cancelled; "
      + "`CIRCUIT_BREAKER_TIMEOUT` wins when it is set.")
  static let maximumConcurrency = Setting(
    "kong.maxConcurrency", "KONG_MAX_CONCURRENCY", .integer(1...1000), default: 32,
    "Calls of the Admin API in flight at a time, each on its own kept connection.")
  static let maximumPendingLookups = Setting(
    "kong.maxPendingLookups", "MAX_PENDING_LOOKUPS", .integer(1...1_000_000), default: 5000,
    "Requests that may wait for the Admin API at a time; further ones are answered 503 at once, cached ones as ever.")
  static let provisionsCredentials = Setting(
    "kong.autoProvision", "KONG_AUTO_PROVISION", .boolean, default: false,
    "Whether a consumer without a usable credential is given one.")
  static let maximumProvisioningAttempts = Setting(
    "kong.secretCreationMaxRetries", "KONG_SECRET_CREATION_MAX_RETRIES", .integer(1...10), default: 3,
    "Keys that are tried for such a credential when those before were taken.")

  init(from settings: inout SettingsReader) {
    settings.section = "Kong"
    mode = settings.value(of: Self.mode)
    adminURL = settings.value(of: Self.adminURL)
    adminToken = settings.secret(of: Self.adminToken)
    allowsHTTP = settings.value(of: Self.allowsHTTP)
    allowsLoopback = settings.value(of: Self.allowsLoopback)
    allowsNoToken = settings.value(of: Self.allowsNoToken)
    allowsShortToken = settings.value(of: Self.allowsShortToken)
    authorities = settings.value(of: Self.authorities)
    clientCertificate = settings.value(of: Self.clientCertificate)
    clientKey = settings.value(of: Self.clientKey)
    maximumHeaderLength = settings.value(of: Self.maximumHeaderLength)
    connectTimeout = settings.value(of: Self.connectTimeout)
    readTimeout = settings.value(of: Self.readTimeout)
    requestTimeout = settings.value(of: Self.requestTimeout)
    maximumConcurrency = settings.value(of: Self.maximumConcurrency)
    maximumPendingLookups = settings.value(of: Self.maximumPendingLookups)
    provisionsCredentials = settings.value(of: Self.provisionsCredentials)
    maximumProvisioningAttempts = settings.value(of: Self.maximumProvisioningAttempts)
  }
}
