extension ServiceConfiguration {
  /// What browsers of other origins may do (CORS).
  package struct CrossOrigin: Sendable, Equatable {
    package var origins: CrossOrigins
    /// In their order, for `Access-Control-Allow-Headers`.
    package var allowedHeaders: [String]
    /// In their order, for `Access-Control-Allow-Methods`.
    package var allowedMethods: [String]
    /// For `Access-Control-Max-Age`.
    package var maximumAge: Duration
  }
}

extension ServiceConfiguration.CrossOrigin {
  static let origins = Setting<CrossOrigins?>(
    "apiInfo.cors.origin", "API_CORS_ORIGIN", .optional(.origins), default: nil, shown: "`API_CORS`, else `*`",
    "Origins whose scripts may read answers."
  ).reloadable
  static let legacyOrigins = Setting(
    "apiInfo.cors.legacyOrigin", "API_CORS", .origins, default: CrossOrigins.any,
    "The former name of `API_CORS_ORIGIN`."
  ).reloadable
  static let allowedHeaders = Setting(
    "apiInfo.cors.allowHeaders", "API_CORS_ALLOW_HEADERS", .list(of: .httpToken),
    default: [
      "Content-Type", "Authorization", "Accept-Version", "X-Consumer-Id", "X-Consumer-Username",
      "X-Anonymous-Consumer",
    ],
    "Request headers that scripts may set."
  ).reloadable
  static let allowedMethods = Setting(
    "apiInfo.cors.allowMethods", "API_CORS_ALLOW_METHODS", .list(of: .httpToken),
    default: Routes.methodsForOtherOrigins, "Methods that scripts may use."
  ).reloadable
  static let maximumAge = Setting(
    "apiInfo.cors.maxAgeSeconds", "API_CORS_MAX_AGE", .seconds(0...86_400), default: .seconds(86_400),
    "How long a browser may remember a preflight."
  ).reloadable

  init(from settings: inout SettingsReader) {
    settings.section = "Cross-origin requests"
    let stated = settings.value(of: Self.origins)
    let legacy = settings.value(of: Self.legacyOrigins)
    origins = stated ?? legacy
    allowedHeaders = settings.value(of: Self.allowedHeaders)
    allowedMethods = settings.value(of: Self.allowedMethods)
    maximumAge = settings.value(of: Self.maximumAge)
  }
}
